import httpx
import pytest
from starlette.applications import Starlette

from shared.auth.roles import Role
from tests.fixtures.examples import draft_question
from tests.fixtures.question_files import exported_questions
from tests.fixtures.stage import Arranged, Stage
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio

NAME = "download_question_export"


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"exportId": (await exported_questions(stage, recruiter)).id})


async def test_the_link_downloads_it_and_is_audited(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    await draft_question(stage, recruiter)
    export = await exported_questions(stage, recruiter, "yaml")
    answer = await stage.call(NAME, as_=recruiter, path={"exportId": export.id})
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        found = await http.get(answer.data["url"])
    assert found.content == export.content
    assert "questions.yaml" in found.headers["content-disposition"]
    [entry] = await stage.audited(NAME)
    assert (entry["outcome"], entry["target"]) == ("viewed", {"exportId": export.id})


async def test_an_export_that_is_not_written_yet_is_409(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    operation = (await stage.call("export_questions", as_=recruiter, body={})).data
    answer = await stage.call(NAME, as_=recruiter, path={"exportId": operation["id"]})
    assert (answer.status, answer.error["code"]) == (409, "file_not_written")


async def test_an_export_whose_time_is_over_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    stage.clock.advance(days=7)
    again = await stage.member(Role.RECRUITER, tenant_id=call.as_.tenant_id)
    answer = await stage.call(NAME, as_=again, path=call.path)
    assert (answer.status, answer.error["code"]) == (404, "question_export_not_found")
