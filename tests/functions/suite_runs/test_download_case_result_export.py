import httpx
import pytest
from starlette.applications import Starlette

from tests.fixtures.result_exports import exported_results, requested_export
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, suite
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio

NAME = "download_case_result_export"


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run = await completed(stage, played)
    export = await exported_results(stage, played.author, run["id"])
    return Arranged(as_=played.author, path={"exportId": export.id})


async def test_the_link_downloads_it_and_is_audited(stage: Stage) -> None:
    played = await suite(stage)
    export = await exported_results(stage, played.author, (await completed(stage, played))["id"])
    answer = await stage.call(NAME, as_=played.author, path={"exportId": export.id})
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        found = await http.get(answer.data["url"])
    assert found.content == export.content
    assert "results.json" in found.headers["content-disposition"]
    [entry] = await stage.audited(NAME)
    assert (entry["outcome"], entry["target"]) == ("viewed", {"exportId": export.id})


async def test_an_export_that_is_not_written_yet_is_409(stage: Stage) -> None:
    played = await suite(stage)
    export_id = await requested_export(stage, played.author, (await completed(stage, played))["id"])
    answer = await stage.call(NAME, as_=played.author, path={"exportId": export_id})
    assert (answer.status, answer.error["code"]) == (409, "file_not_written")


async def test_an_export_whose_time_is_over_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    stage.clock.advance(days=7)
    again = await stage.signed_in_again(call.as_)
    answer = await stage.call(NAME, as_=again, path=call.path)
    assert (answer.status, answer.error["code"]) == (404, "case_result_export_not_found")
