import pytest

from tests.fixtures.projects import project
from tests.fixtures.reports import BY_STATUS, reported
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await reported(stage)
    return Arranged(as_=admin, path=path)


async def test_a_report_is_read_as_it_was_saved(stage: Stage) -> None:
    found = (await stage.arranged("get_report", await arrange(stage))).data
    told = {name: found["definition"][name] for name in BY_STATUS}
    assert (found["name"], told, found["nextDueAt"]) == ("How far", BY_STATUS, None)


async def test_another_projects_report_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.path["projectId"] = await project(stage, call.as_)
    answer = await stage.arranged("get_report", call)
    assert (answer.status, answer.error["code"]) == (404, "report_not_found")
