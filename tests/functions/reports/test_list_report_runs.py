import pytest

from tests.fixtures.reports import ran, report, reported
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await reported(stage)
    await ran(stage, admin, path, format="csv")
    return Arranged(as_=admin, path=path)


async def test_what_was_written_of_a_report_is_listed_the_newest_first(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await report(stage, call.as_, call.path["projectId"], name="Another")
    await ran(stage, call.as_, {**call.path, "reportId": other})
    stage.clock.advance(minutes=1)
    newest = await ran(stage, call.as_, call.path, format="pdf")
    found = (await stage.arranged("list_report_runs", call)).data
    assert [each["format"] for each in found] == ["pdf", "csv"]
    assert found[0]["id"] == newest["id"]
    assert (found[0]["size"], found[0]["recipients"]) == (newest["result"]["size"], 0)


async def test_what_is_on_its_way_has_no_size(stage: Stage) -> None:
    admin, path = await reported(stage)
    assert (await stage.call("run_report", as_=admin, path=path, body={})).status == 202
    [found] = (await stage.call("list_report_runs", as_=admin, path=path)).data
    assert found["size"] is None


async def test_files_that_are_over_are_not_told(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    stage.clock.advance(days=8)
    call.as_ = await stage.signed_in_again(call.as_)
    assert (await stage.arranged("list_report_runs", call)).data == []
