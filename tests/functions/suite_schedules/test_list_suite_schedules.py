import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import suite
from tests.fixtures.suite_schedules import scheduled

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    await scheduled(stage, played)
    return Arranged(as_=await stage.member(Role.VIEWER, tenant_id=played.author.tenant_id))


async def test_schedules_are_listed_with_what_they_run_and_when(stage: Stage) -> None:
    [schedule] = (await stage.arranged("list_suite_schedules", await arrange(stage))).data
    assert schedule["recurrence"] == {"time": "07:30", "weekday": None, "timeZone": "Europe/Berlin"}
    assert (schedule["order"]["cardVersion"], schedule["order"]["repeats"]) == ("latest", 1)


async def test_schedules_are_filtered_by_card(stage: Stage) -> None:
    played = await suite(stage)
    made = await scheduled(stage, played)

    async def ids(**query: str) -> list[str]:
        answer = await stage.call("list_suite_schedules", as_=played.author, query=query)
        return [each["id"] for each in answer.data]

    assert await ids(cardId=played.card_id) == await ids(caseSetId=played.case_set_id) == [made["id"]]
    assert await ids(cardId="another") == []
