from typing import Any

import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from tests.fixtures.apps import app, key_pair
from tests.fixtures.flags import TEAMS, add, asked, change, flagged, program
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

HALF = {"split": [{"variant": "on", "weight": 1}, {"variant": "off", "weight": 1}]}
FOR_TEAMS = {"name": "teams", "when": TEAMS, "serve": {"variant": "off"}}


async def arrange(stage: Stage) -> Arranged:
    manager, path = await flagged(stage)
    query = {"appId": path["appId"], "environment": "default"}
    return Arranged(as_=manager, path={"key": "new-search"}, query=query, body={"context": {"targetingKey": "ada"}})


async def served(stage: Stage, **changes: Any) -> tuple[SignedIn, SignedIn, dict[str, str]]:
    manager, path = await flagged(stage, **changes)
    return await program(stage, manager, path["appId"]), manager, path


async def test_a_program_asks_by_its_apps_key_alone(stage: Stage) -> None:
    bot, _, _ = await served(stage)
    assert await asked(stage, bot, "new-search") == {
        "key": "new-search",
        "value": True,
        "reason": "STATIC",
        "variant": "on",
        "metadata": {"flagVersion": 1},
    }


async def test_the_key_may_come_as_the_protocols_own_header(stage: Stage) -> None:
    bot, _, _ = await served(stage)
    answer = await stage.call("evaluate_flag", path={"key": "new-search"}, body={}, headers={"x-api-key": bot.token})
    assert answer.body["value"] is True


@pytest.mark.parametrize(
    ("kind", "value"), [("string", ""), ("number", 0), ("number", 1.0), ("object", {"a": [[None]], "b": None})]
)
async def test_values_of_every_type_come_as_they_are(stage: Stage, kind: str, value: Any) -> None:
    bot, _, _ = await served(stage, type=kind, variants={"on": value, "off": value})
    found = (await asked(stage, bot, "new-search"))["value"]
    assert (found, type(found)) == (value, type(value))


async def test_rules_and_roll_outs_give_their_reasons(stage: Stage) -> None:
    bot, _, _ = await served(stage, rules=[FOR_TEAMS], otherwise=HALF)
    found = await asked(stage, bot, "new-search", {"plan": "team"})
    assert (found["value"], found["reason"], found["metadata"]["rule"]) == (False, "TARGETING_MATCH", "teams")
    found = [await asked(stage, bot, "new-search", {"targetingKey": "ada"}) for _ in range(3)]
    assert {each["reason"] for each in found} == {"SPLIT"}
    assert len({each["variant"] for each in found}) == 1


@pytest.mark.parametrize(
    ("key", "raw", "status", "code"),
    [
        ("gone", b"{}", 404, "FLAG_NOT_FOUND"),
        ("new-search", b"{}", 400, "TARGETING_KEY_MISSING"),
        ("new-search", b'{"context": 5}', 400, "INVALID_CONTEXT"),
        ("new-search", b"{", 400, "PARSE_ERROR"),
    ],
)
async def test_errors_are_the_protocols(stage: Stage, key: str, raw: bytes, status: int, code: str) -> None:
    bot, _, _ = await served(stage, otherwise=HALF)
    answer = await stage.call("evaluate_flag", as_=bot, path={"key": key}, raw=raw)
    assert (answer.status, answer.body["key"], answer.body["errorCode"]) == (status, key, code)
    assert answer.body["errorDetails"]


async def test_a_program_without_a_key_is_told_in_the_same_shape(stage: Stage) -> None:
    answer = await stage.call("evaluate_flag", path={"key": "new-search"}, body={})
    assert (answer.status, answer.body["key"], answer.body["errorCode"]) == (401, "new-search", "GENERAL")


async def test_a_key_is_for_its_own_app_and_environment(stage: Stage) -> None:
    bot, manager, path = await served(stage)
    for query in ({"appId": await app(stage, manager)}, {"environment": "beta"}):
        answer = await stage.call("evaluate_flag", as_=bot, path={"key": "new-search"}, query=query, body={})
        assert answer.status == 403
    same = {"appId": path["appId"], "environment": "default"}
    assert (await stage.call("evaluate_flag", as_=bot, path={"key": "new-search"}, query=same, body={})).status == 200


async def test_a_key_of_another_environment_sees_that_environments_flag(stage: Stage) -> None:
    _, manager, path = await served(stage)
    await stage.call(
        "update_app", as_=manager, path={"appId": path["appId"]}, body={"environments": ["default", "beta"]}
    )
    await add(stage, manager, {**path, "environment": "beta"}, "new-search", enabled=False)
    admin = await stage.member(Role.ADMIN, tenant_id=manager.tenant_id)
    body = {"name": "Beta", "environment": "beta"}
    pair = (await stage.call("create_app_key", as_=admin, path={"appId": path["appId"]}, body=body)).data
    bot = SignedIn(pair["secretKey"], manager.tenant_id, "bot")
    assert (await asked(stage, bot, "new-search"))["reason"] == "DISABLED"


async def test_a_key_that_is_no_apps_says_whose_flags(stage: Stage) -> None:
    _, manager, path = await served(stage)
    key = await stage.api_key(Permission.FLAGS_EVALUATE, tenant_id=manager.tenant_id)
    answer = await stage.call("evaluate_flag", as_=key, path={"key": "new-search"}, body={})
    assert (answer.status, answer.body["errorCode"]) == (400, "GENERAL")
    assert "/appId" in answer.body["errorDetails"]
    for query in ({"appId": path["appId"], "environment": "beta"}, {"appId": "gone", "environment": "default"}):
        answer = await stage.call("evaluate_flag", as_=key, path={"key": "new-search"}, query=query, body={})
        assert answer.status == 404


async def test_many_evaluations_cost_one_read_of_one_document_and_no_commit(stage: Stage) -> None:
    bot, manager, path = await served(stage)
    for number in range(20):
        await add(stage, manager, path, f"flag-{number}")
    await asked(stage, bot, "new-search")
    stage.clock.advance(seconds=5)
    reads, commits = stage.store.reads, stage.store.commits
    for number in range(100):
        assert (await asked(stage, bot, f"flag-{number % 20}"))["value"] is True
    assert (stage.store.reads - reads, stage.store.commits - commits) == (1, 0)


async def test_what_tenants_and_apps_serve_under_one_key_stays_apart(stage: Stage) -> None:
    bot, _, _ = await served(stage)
    other, manager, path = await served(stage)
    await change(stage, manager, path, enabled=False)
    pair = await key_pair(stage, manager.tenant_id, await app(stage, manager))
    third = SignedIn(pair["secretKey"], manager.tenant_id, "third")
    found = [await asked(stage, who, "new-search") for who in (bot, other, third)]
    assert [each.get("value") for each in found] == [True, False, None]
