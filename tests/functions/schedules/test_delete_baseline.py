import pytest

from tests.fixtures.schedules import baseline, planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await planned(stage)
    return Arranged(as_=admin, path=await baseline(stage, admin, path))


async def test_a_baseline_goes_with_its_rows_and_the_plan_stays(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("delete_baseline", call)).status == 204
    assert [each["id"] for each in await stage.documents("planSnapshots")] == [call.path["projectId"]]
    assert len(await stage.documents("planSnapshotParts")) == 1


async def test_the_plan_itself_is_no_baseline(stage: Stage) -> None:
    call = await arrange(stage)
    call.path["baselineId"] = call.path["projectId"]
    answer = await stage.arranged("delete_baseline", call)
    assert (answer.status, answer.error["code"]) == (404, "baseline_not_found")
