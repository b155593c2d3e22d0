from typing import Any

import pytest

from shared.auth.roles import Role
from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_costs import recounting
from shared.domain.model_costs.events import CostDayReconciliationRequested
from shared.runtime import cost_recounting
from tests.fixtures.chat import asker, chat
from tests.fixtures.cost_days import DAY, drifted, told_costs
from tests.fixtures.optimisations import searched, searched_suite
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.suite_runs import GPT, cases_that, completed, model_says, suite, with_key

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    await completed(stage, played)
    await drifted(stage, played.author.tenant_id, "card", tries=7)
    operation_id = await asked(stage, await stage.member(Role.ADMIN, tenant_id=played.author.tenant_id))
    event = CostDayReconciliationRequested(operation_id=operation_id, day=DAY)
    return Arranged(event=event, tenant_id=played.author.tenant_id)


async def asked(stage: Stage, admin: SignedIn) -> str:
    answer = await stage.call("reconcile_cost_day", as_=admin, body={"day": DAY})
    assert answer.status == 202, answer.body
    return answer.data["id"]


async def reconciled(stage: Stage, admin: SignedIn) -> dict[str, Any]:
    operation_id = await asked(stage, admin)
    await stage.settle()
    return await operation(stage, admin, operation_id)


async def operation(stage: Stage, admin: SignedIn, operation_id: str) -> dict[str, Any]:
    return (await stage.call("get_operation", as_=admin, path={"operationId": operation_id})).data


async def spent_by_chat(stage: Stage) -> SignedIn:
    """Have two completions answered; return an admin of their tenant."""
    admin, app_id = await asker(stage)
    for _ in range(2):
        model_says(stage, "Hello", prompt_tokens=10, completion_tokens=5, total_tokens=15)
        assert (await chat(stage, admin, app_id, model="gpt-4o-mini")).status == 200
    await stage.settle()
    return admin


@pytest.mark.thorough
async def test_what_runs_searches_and_completions_came_to_agrees_with_their_entries(stage: Stage) -> None:
    admin = await spent_by_chat(stage)
    assert (await reconciled(stage, admin))["result"]["agrees"] is True
    played = await searched_suite(stage)
    await searched(stage, played)
    theirs = await stage.member(Role.ADMIN, tenant_id=played.author.tenant_id)
    found = (await reconciled(stage, theirs))["result"]
    assert found == {"day": DAY, "agrees": True, "drifted": 0, "differences": [], "left": 0}


@pytest.mark.parametrize("kind", ["day", "app", "model", "provider", "member"])
async def test_what_completions_were_counted_wrong_is_told_and_repaired(stage: Stage, kind: str) -> None:
    admin = await spent_by_chat(stage)
    before = await told_costs(stage, admin)
    name = await drifted(stage, admin.tenant_id, kind, calls=100, costNanos=1, unpriced=3)
    assert await told_costs(stage, admin) != before
    found = (await reconciled(stage, admin))["result"]
    [difference] = found["differences"]
    assert (found["agrees"], found["drifted"]) == (False, 1)
    assert (difference["kind"], difference["name"]) == (kind, name)
    assert difference["added"]["unpriced"] == -3
    assert await told_costs(stage, admin) == before
    assert (await reconciled(stage, admin))["result"]["agrees"] is True


@pytest.mark.thorough
async def test_what_a_search_was_counted_wrong_is_repaired_and_later_drift_again(stage: Stage) -> None:
    played = await searched_suite(stage)
    await searched(stage, played)
    admin = await stage.member(Role.ADMIN, tenant_id=played.author.tenant_id)
    before = await told_costs(stage, admin)
    for tries in (1_000, 0):
        await drifted(stage, admin.tenant_id, "card", tries=tries)
        assert (await reconciled(stage, admin))["result"]["drifted"] == 1
        assert await told_costs(stage, admin) == before


async def test_a_counter_that_is_gone_or_of_nothing_is_repaired(stage: Stage) -> None:
    admin = await spent_by_chat(stage)
    before = await told_costs(stage, admin)
    await drifted(stage, admin.tenant_id, "model", name="openai:made-up")
    found = (await reconciled(stage, admin))["result"]
    assert {each["name"] for each in found["differences"]} == {"openai:made-up", "openai:gpt-4o-mini"}
    after = await told_costs(stage, admin)
    assert after["day"] == before["day"]
    [line, nothing] = after["model"][1]
    assert line == before["model"][1][0]
    assert (nothing["name"], nothing["tries"], nothing["costNanos"]) == ("openai:made-up", 0, 0)


async def test_what_is_counted_after_a_repair_is_counted_on_top(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=GPT))
    admin = await stage.member(Role.ADMIN, tenant_id=played.author.tenant_id)
    model_says(stage, "case", "case", prompt_tokens=100, completion_tokens=10, total_tokens=110)
    await completed(stage, played)
    await drifted(stage, admin.tenant_id, "day", costNanos=0)
    await reconciled(stage, admin)
    await completed(stage, played, useCache=False)
    total = (await told_costs(stage, admin))["day"][0]
    assert (total["tries"], total["costNanos"]) == (2, 2 * (100 * 150 + 10 * 600))
    assert (await reconciled(stage, admin))["result"]["agrees"] is True


def counted_meanwhile(stage: Stage, monkeypatch: pytest.MonkeyPatch, tenant_id: str, *, times: int) -> None:
    """Have something else counted, so many times, right after somebody looked at what was counted."""
    versions, left = cost_recounting.versions, times

    async def looked_at(work: UnitOfWork, day: str) -> list[str | None]:
        nonlocal left
        seen = await versions(work, day)
        if left:
            left -= 1
            await drifted(stage, tenant_id, "day", calls=1_000 + left)
        return seen

    monkeypatch.setattr(cost_recounting, "versions", looked_at)


async def test_a_day_on_which_something_is_counted_meanwhile_is_added_up_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = await spent_by_chat(stage)
    before = await told_costs(stage, admin)
    await drifted(stage, admin.tenant_id, "app", tries=9)
    counted_meanwhile(stage, monkeypatch, admin.tenant_id, times=1)
    assert (await reconciled(stage, admin))["result"]["drifted"] == 2
    assert await told_costs(stage, admin) == before


async def test_a_day_on_which_counting_never_ends_is_not_repaired(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = await spent_by_chat(stage)
    await drifted(stage, admin.tenant_id, "app", tries=9)
    wrong = (await told_costs(stage, admin))["app"][1]
    counted_meanwhile(stage, monkeypatch, admin.tenant_id, times=100)
    found = await reconciled(stage, admin)
    assert (found["status"], found["error"]["code"]) == ("failed", "costs_being_counted")
    assert (await told_costs(stage, admin))["app"][1] == wrong


async def test_more_drift_than_a_commit_holds_is_repaired_the_next_time(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "MAX_REPAIRS", 1)
    admin = await spent_by_chat(stage)
    before = await told_costs(stage, admin)
    for kind in ("app", "model"):
        await drifted(stage, admin.tenant_id, kind, tries=9)
    assert [(await reconciled(stage, admin))["result"]["left"] for _ in range(2)] == [1, 0]
    assert await told_costs(stage, admin) == before


async def test_more_than_can_be_added_up_fails_and_repairs_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cost_recounting, "_MAX_COUNTERS", 1)
    admin = await spent_by_chat(stage)
    found = await reconciled(stage, admin)
    assert (found["status"], found["error"]["code"]) == ("failed", "day_too_large")
