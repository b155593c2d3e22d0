from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.model_budgets import budget
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, cases_that, completed, model_says, suite, with_key

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    return Arranged(as_=admin, body={"name": "Models", "amountCents": 1_000})


async def test_there_is_one_budget_for_each_subject_and_period(stage: Stage) -> None:
    played = await suite(stage)
    tenant_id = played.author.tenant_id
    for fields in ({}, {"period": "day"}, {"cardId": played.card_id}, {"provider": "openai"}):
        admin, made = await budget(stage, tenant_id, **fields)
        assert made["alertPercents"] == [50, 80, 100]
        again = await stage.call("create_model_budget", as_=admin, body={"name": "B", "amountCents": 1, **fields})
        assert (again.status, again.error["code"]) == (409, "model_budget_exists")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"cardId": "nothing"}, 404),
        ({"provider": "nothing"}, 404),
        ({"cardId": "card", "provider": "openai"}, 400),
        ({"amountCents": 0}, 400),
        ({"alertPercents": [0]}, 400),
        ({"period": "week"}, 400),
    ],
)
async def test_what_is_no_budget_is_refused(stage: Stage, fields: dict[str, Any], status: int) -> None:
    admin = await stage.member(Role.ADMIN)
    body = {"name": "Models", "amountCents": 10, **fields}
    assert (await stage.call("create_model_budget", as_=admin, body=body)).status == status


DEAR = {**GPT, "model": "gpt-4o"}


async def test_a_hard_stop_ends_the_run_that_uses_it_up_and_refuses_the_next(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(*[True] * 60), provider=DEAR))
    await budget(stage, played.author.tenant_id, hardStop=True)
    model_says(stage, *["case"] * 60, prompt_tokens=2_000, completion_tokens=100, total_tokens=2_100)
    run = await completed(stage, played, useCache=False)
    spent = run["summary"]["costNanos"]
    assert run["status"] == "stopped"
    # Ten cents, and at most what the 16 lanes have under way when they are spent.
    assert 100_000_000 <= spent <= 100_000_000 + 16 * 6_000_000
    refused = await stage.call("run_suite", as_=played.author, path=played.path, body=played.body)
    assert (refused.status, refused.error["code"]) == (429, "budget_used_up")
    assert "Models" in refused.error["message"]


async def test_a_month_later_runs_go_on(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=DEAR))
    await budget(stage, played.author.tenant_id, hardStop=True, amountCents=1)
    model_says(stage, "case", "case", "case", prompt_tokens=2_000, completion_tokens=100, total_tokens=2_100)
    for _ in range(2):
        assert (await completed(stage, played, useCache=False))["status"] == "completed"
    assert (await stage.call("run_suite", as_=played.author, path=played.path, body=played.body)).status == 429
    stage.clock.advance(days=31)
    author = await stage.signed_in_again(played.author)
    later = type(played)(author, played.card_id, played.case_set_id)
    assert (await completed(stage, later))["status"] == "completed"


async def test_a_budget_without_a_hard_stop_or_of_another_card_or_provider_refuses_nothing(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=DEAR))
    other = await suite(stage)
    tenant_id = played.author.tenant_id
    await budget(stage, tenant_id, amountCents=1)
    await budget(stage, tenant_id, amountCents=1, provider="anthropic", hardStop=True)
    await budget(stage, other.author.tenant_id, amountCents=1, hardStop=True)
    model_says(stage, *["case"] * 3, prompt_tokens=2_000, completion_tokens=100, total_tokens=2_100)
    for _ in range(3):
        assert (await completed(stage, played, useCache=False))["status"] == "completed"
