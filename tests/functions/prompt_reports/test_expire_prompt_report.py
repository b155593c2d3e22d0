import pytest

from shared.domain.prompt_reports.events import PromptReportExpired
from tests.fixtures.prompt_reports import report_path, requested_report, written_report
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    about = {"kind": "suite_run", "runId": (await completed(stage, played))["id"]}
    report = await written_report(stage, played.author, about)
    return Arranged(event=PromptReportExpired(report_id=report.id), tenant_id=played.author.tenant_id)


async def test_after_a_week_neither_the_file_nor_the_report_is_there(stage: Stage) -> None:
    played = await suite(stage)
    about = {"kind": "suite_run", "runId": (await completed(stage, played))["id"]}
    report = await written_report(stage, played.author, about)
    stage.clock.advance(days=6, hours=23)
    await stage.settle()
    assert await stage.files.stat(report.path) is not None
    stage.clock.advance(hours=1)
    await stage.settle()
    assert await stage.files.stat(report.path) is None
    assert await stage.documents("promptReports") == []
    assert len(await stage.documents("suiteResults")) == 3


async def test_what_is_not_written_in_time_is_not_left_behind(stage: Stage) -> None:
    played = await suite(stage)
    about = {"kind": "suite_run", "runId": (await completed(stage, played))["id"]}
    report_id = await requested_report(stage, played.author, about)
    held = [each for each in await stage.waiting() if each.type == "prompt_reports.report.requested.v1"]
    event = PromptReportExpired(report_id=report_id)
    await stage.deliver("expire_prompt_report", stage.envelope(event, played.author.tenant_id))
    assert await stage.deliver("write_prompt_report", held[0]) == 204
    assert await stage.files.stat(report_path(played.author, report_id)) is None
