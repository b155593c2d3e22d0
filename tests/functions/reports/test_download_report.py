import pytest

from tests.fixtures.reports import ran, reported
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await reported(stage)
    operation = await ran(stage, admin, path)
    return Arranged(as_=admin, path={"projectId": path["projectId"], "runId": operation["id"]})


async def test_a_file_is_handed_out_by_a_link_until_its_time_is_over(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert "reports" in (await stage.arranged("download_report", call)).data["url"]
    stage.clock.advance(days=8)
    call.as_ = await stage.signed_in_again(call.as_)
    answer = await stage.arranged("download_report", call)
    assert (answer.status, answer.error["code"]) == (404, "report_run_not_found")


async def test_a_file_on_its_way_is_not_there_yet(stage: Stage) -> None:
    admin, path = await reported(stage)
    answer = await stage.call("run_report", as_=admin, path=path, body={})
    path = {"projectId": path["projectId"], "runId": answer.data["id"]}
    answer = await stage.call("download_report", as_=admin, path=path)
    assert (answer.status, answer.error["code"]) == (409, "file_not_written")
