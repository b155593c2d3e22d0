import httpx
import pytest
from starlette.applications import Starlette

from tests.fixtures.prompt_reports import requested_report, written_report
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, suite
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio

NAME = "download_prompt_report"


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    about = {"kind": "suite_run", "runId": (await completed(stage, played))["id"]}
    report = await written_report(stage, played.author, about)
    return Arranged(as_=played.author, path={"reportId": report.id})


@pytest.mark.parametrize(("format", "ending"), [("json", "json"), ("markdown", "md"), ("pdf", "pdf")])
async def test_the_link_downloads_it_and_is_audited(stage: Stage, format: str, ending: str) -> None:
    played = await suite(stage)
    about = {"kind": "suite_run", "runId": (await completed(stage, played))["id"]}
    report = await written_report(stage, played.author, about, format)
    answer = await stage.call(NAME, as_=played.author, path={"reportId": report.id})
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        found = await http.get(answer.data["url"])
    assert found.content == report.content
    assert f"suite-run-report-2026-03-02.{ending}" in found.headers["content-disposition"]
    [entry] = await stage.audited(NAME)
    assert (entry["outcome"], entry["target"]) == ("viewed", {"reportId": report.id})


async def test_a_report_that_is_not_written_yet_is_409(stage: Stage) -> None:
    played = await suite(stage)
    about = {"kind": "suite_run", "runId": (await completed(stage, played))["id"]}
    report_id = await requested_report(stage, played.author, about)
    answer = await stage.call(NAME, as_=played.author, path={"reportId": report_id})
    assert (answer.status, answer.error["code"]) == (409, "file_not_written")


async def test_a_report_whose_time_is_over_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    stage.clock.advance(days=7)
    again = await stage.signed_in_again(call.as_)
    answer = await stage.call(NAME, as_=again, path=call.path)
    assert (answer.status, answer.error["code"]) == (404, "prompt_report_not_found")
