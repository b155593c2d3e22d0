import pytest

from shared.domain.model_budgets.events import ModelBudgetCharged
from tests.fixtures.model_budgets import budget, status_of
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, Suite, cases_that, completed, model_says, suite, with_key

pytestmark = pytest.mark.anyio
DEAR = {**GPT, "model": "gpt-4o"}


async def arrange(stage: Stage) -> Arranged:
    tenant_id = (await stage.member()).tenant_id
    admin, made = await budget(stage, tenant_id)
    period = (await status_of(stage, admin, made["id"]))["currentPeriod"]
    return Arranged(event=ModelBudgetCharged(budget_id=made["id"], period=period), tenant_id=tenant_id)


async def spend_six_mills(stage: Stage, of: Suite, times: int) -> None:
    for _ in range(times):
        model_says(stage, "case", prompt_tokens=2_000, completion_tokens=100, total_tokens=2_100)
        await completed(stage, of, useCache=False)


async def test_each_percentage_is_told_once_in_a_period_to_every_administrator(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=DEAR))
    admin, _ = await budget(stage, played.author.tenant_id, amountCents=3)

    async def told() -> list[str]:
        kept = await stage.documents("notifications")
        return [
            each["values"]["percent"]
            for each in kept
            if each["kind"] == "model_budget_reached" and each["memberId"] == admin.user_id
        ]

    after = []
    for _ in range(6):
        await spend_six_mills(stage, played, 1)
        after.append(sorted(await told(), key=int))
    assert after == [[], [], ["50"], ["50", "80"], ["50", "80", "100"], ["50", "80", "100"]]
    subjects = [mail.subject for mail in stage.mailer.sent if mail.to == admin.email]
    assert len([each for each in subjects if "Models" in each]) == 3


async def test_of_several_percentages_reached_at_once_the_highest_is_told(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=DEAR))
    await budget(stage, played.author.tenant_id, amountCents=1)
    await spend_six_mills(stage, played, 2)
    told = [each["values"] for each in await stage.documents("notifications") if each["kind"] == "model_budget_reached"]
    assert {each["percent"] for each in told} == {"50", "100"}
    assert {(each["budget"], each["period"], each["spent"], each["amount"]) for each in told} == {
        ("Models", "2026-03", "0.01", "0.01")
    }
