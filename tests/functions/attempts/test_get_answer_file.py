import httpx
import pytest
from starlette.applications import Starlette

from tests.fixtures.answer_files import PDF, answered_by_file
from tests.fixtures.attempts import attempt_of_kinds, finish, respond
from tests.fixtures.stage import Arranged, Stage
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await answered_by_file(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.answer_path())


async def test_the_hiring_team_downloads_what_was_sent(stage: Stage) -> None:
    file = (await stage.arranged("get_answer_file", await arrange(stage))).data
    assert (file["fileName"], file["contentType"]) == ("sketch.pdf", "application/pdf")
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        assert (await http.get(file["downloadUrl"])).content == PDF


async def test_a_file_waits_for_a_person_with_no_points_yet(stage: Stage) -> None:
    sitting = await answered_by_file(stage)
    await finish(stage, sitting)
    await stage.settle()
    [result] = (await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)).data["questions"]
    assert (result["answered"], result["needsReview"], result["points"]) == (True, True, "0.00")


async def test_the_candidate_sees_what_may_be_sent_and_what_was(stage: Stage) -> None:
    sitting = await answered_by_file(stage)
    [question] = (await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)).data["questions"]
    assert question["file"] == {"contentTypes": ["application/pdf", "image/png"], "maxBytes": 1000}
    assert question["answer"]["response"]["kind"] == "file_upload"


@pytest.mark.parametrize("kind", ["numeric", "file_upload"])
async def test_where_no_file_answers_there_is_none(stage: Stage, kind: str) -> None:
    sitting = await attempt_of_kinds(stage, kind)
    if kind == "numeric":
        await respond(stage, sitting, 0, {"kind": "numeric", "value": "3"})
    answer = await stage.call("get_answer_file", as_=sitting.recruiter, path=sitting.answer_path())
    assert (answer.status, answer.error["code"]) == (404, "answer_file_not_found")
