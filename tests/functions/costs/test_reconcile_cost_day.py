import pytest

from shared.auth.roles import Role
from tests.fixtures.cost_days import DAY
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

NAME = "reconcile_cost_day"


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN), body={"day": DAY})


async def test_a_reconciliation_is_an_operation_and_is_audited(stage: Stage) -> None:
    answer = await stage.arranged(NAME, await arrange(stage))
    assert (answer.status, answer.data["kind"], answer.data["subjectId"]) == (202, "cost_day_reconciliation", DAY)
    [entry] = await stage.audited(NAME)
    assert entry["target"] == {"operationId": answer.data["id"]}


@pytest.mark.parametrize("day", ["2026-03-03", "2025-01-27", "1999-01-01", "9999-12-31"])
async def test_a_day_to_come_or_without_entries_any_more_is_400(stage: Stage, day: str) -> None:
    call = await arrange(stage)
    answer = await stage.call(NAME, as_=call.as_, body={"day": day})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/day")


async def test_the_earliest_day_whose_entries_are_all_there_is_taken(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.call(NAME, as_=call.as_, body={"day": "2025-01-29"})).status == 202
