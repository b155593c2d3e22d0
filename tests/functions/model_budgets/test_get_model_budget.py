import pytest

from tests.fixtures.chat import asker, chat
from tests.fixtures.model_budgets import budget, status_of
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, cases_that, completed, model_says, suite, with_key

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    tenant_id = (await stage.member()).tenant_id
    admin, made = await budget(stage, tenant_id)
    return Arranged(as_=admin, path={"budgetId": made["id"]})


async def test_runs_are_charged_to_the_budgets_of_the_tenant_the_card_and_each_provider(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True, True), provider=GPT))
    tenant_id = played.author.tenant_id
    made = []
    for fields in ({}, {"cardId": played.card_id}, {"provider": "openai"}, {"provider": "anthropic"}):
        admin, each = await budget(stage, tenant_id, **fields)
        made.append(each["id"])
    model_says(stage, "case", "case", prompt_tokens=1_000, completion_tokens=100, total_tokens=1_100)
    run = await completed(stage, played)
    spent = [(await status_of(stage, admin, id))["spentNanos"] for id in made]
    assert spent == [run["summary"]["costNanos"]] * 3 + [0]
    assert spent[0] == 2 * (1_000 * 150 + 100 * 600)


async def test_a_chat_completion_is_charged_to_the_tenant_and_refused_after_a_hard_stop(stage: Stage) -> None:
    asking, app_id = await asker(stage)
    admin, made = await budget(stage, asking.tenant_id, amountCents=1, hardStop=True)
    model_says(stage, "Hello", prompt_tokens=100_000, completion_tokens=100, total_tokens=100_100)
    messages = [{"role": "user", "content": "word " * 100_000}]
    assert (await chat(stage, asking, app_id, model="gpt-4o-mini", messages=messages)).status == 200
    status = await status_of(stage, admin, made["id"])
    assert (status["usedUp"], status["spentNanos"]) == (True, 100_000 * 150 + 100 * 600)
    assert (await chat(stage, asking, app_id, model="gpt-4o-mini")).status == 429
    assert (await chat(stage, asking, app_id, model="echo")).status == 200


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Kiritimati", "2026-03-03"), ("Pacific/Midway", "2026-03-02")])
async def test_a_day_is_one_of_the_tenants_zone(stage: Stage, zone: str, day: str) -> None:
    tenant_id = (await stage.member()).tenant_id
    admin, made = await budget(stage, tenant_id, period="day")
    path = {"tenantId": tenant_id}
    assert (await stage.call("update_tenant", as_=admin, path=path, body={"timeZone": zone})).status == 200
    at = stage.clock.now()
    stage.clock.advance(seconds=(at.replace(hour=23, minute=0) - at).total_seconds())
    admin = await stage.signed_in_again(admin)
    assert (await status_of(stage, admin, made["id"]))["currentPeriod"] == day
