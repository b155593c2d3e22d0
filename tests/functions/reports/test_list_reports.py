import pytest

from tests.fixtures.projects import project
from tests.fixtures.reports import report, reported
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await reported(stage)
    await report(stage, admin, path["projectId"], name="By people")
    await report(stage, admin, await project(stage, admin), name="Elsewhere")
    return Arranged(as_=admin, path={"projectId": path["projectId"]})


async def test_the_reports_of_a_project_are_listed_by_name(stage: Stage) -> None:
    found = (await stage.arranged("list_reports", await arrange(stage))).data
    assert [each["name"] for each in found] == ["By people", "How far"]
