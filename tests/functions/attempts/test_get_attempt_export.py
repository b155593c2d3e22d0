import httpx
import pytest
from starlette.applications import Starlette

from tests.fixtures.attempts import Sitting, scored_attempt
from tests.fixtures.score_bundles import key_of
from tests.fixtures.stage import Arranged, Stage
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting, export_id = await written(stage)
    return Arranged(as_=sitting.recruiter, path={"exportId": export_id})


async def written(stage: Stage, function: str = "export_score_bundle") -> tuple[Sitting, str]:
    sitting = await scored_attempt(stage)
    operation = (await stage.call(function, as_=sitting.recruiter, path=sitting.path)).data
    await stage.settle()
    return sitting, operation["id"]


async def test_the_link_downloads_the_bundle_and_is_audited(stage: Stage) -> None:
    sitting, export_id = await written(stage)
    answer = await stage.call("get_attempt_export", as_=sitting.recruiter, path={"exportId": export_id})
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        found = await http.get(answer.data["url"])
    assert key_of(stage, sitting).partition("+")[0].encode() in found.content
    assert "score-bundle.zip" in found.headers["content-disposition"]
    [entry] = await stage.audited("get_attempt_export")
    assert entry["target"] == {"exportId": export_id}


async def test_one_that_is_not_written_yet_is_409(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    operation = (await stage.call("export_score_bundle", as_=sitting.recruiter, path=sitting.path)).data
    answer = await stage.call("get_attempt_export", as_=sitting.recruiter, path={"exportId": operation["id"]})
    assert (answer.status, answer.error["code"]) == (409, "file_not_written")


async def test_after_a_week_it_is_gone(stage: Stage) -> None:
    sitting, export_id = await written(stage)
    stage.clock.advance(days=7)
    recruiter = await stage.signed_in_again(sitting.recruiter)
    answer = await stage.call("get_attempt_export", as_=recruiter, path={"exportId": export_id})
    assert (answer.status, answer.error["code"]) == (404, "attempt_export_not_found")
