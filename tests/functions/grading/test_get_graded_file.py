import json

import httpx
import pytest
from starlette.applications import Starlette

from shared.auth.roles import Role
from tests.fixtures.answer_files import PDF, answered_by_file
from tests.fixtures.attempts import finish
from tests.fixtures.grading import RUBRIC, Graded, agreed, assign, queue, set_rubric
from tests.fixtures.stage import Arranged, Stage
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio


async def drawing(stage: Stage) -> Graded:
    """Give a file that a candidate sent to one of two graders."""
    sitting = await answered_by_file(stage)
    await finish(stage, sitting)
    await stage.settle()
    graders = [await stage.member(Role.MEMBER, tenant_id=sitting.tenant_id) for _ in range(2)]
    graded = Graded(sitting, tuple(graders))
    await set_rubric(stage, graded, RUBRIC)
    await assign(stage, graded, markers=1)
    return graded


async def arrange(stage: Stage) -> Arranged:
    graded = await drawing(stage)
    [grading] = await queue(stage, graded.graders[0])
    return Arranged(as_=graded.graders[0], path={"gradingId": grading["id"]})


async def test_the_grader_of_an_answer_downloads_its_file_and_reads_no_name(stage: Stage) -> None:
    file = (await stage.arranged("get_graded_file", await arrange(stage))).data
    assert (file["fileName"], file["contentType"], file["size"]) == ("answer.pdf", "application/pdf", len(PDF))
    assert "sketch" not in json.dumps(file)
    assert "candidate" not in json.dumps(file)
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        answer = await http.get(file["downloadUrl"])
    assert answer.content == PDF


async def test_a_grader_of_other_answers_and_the_attempts_own_route_refuse(stage: Stage) -> None:
    graded = await drawing(stage)
    [grading] = await queue(stage, graded.graders[0])
    path = {"gradingId": grading["id"]}
    other = await stage.call("get_graded_file", as_=graded.graders[1], path=path)
    assert (other.status, other.error["code"]) == (404, "grading_not_found")
    answer = await stage.call("get_answer_file", as_=graded.graders[0], path=graded.answer_path)
    assert answer.status == 403


async def test_where_no_file_answers_there_is_none(stage: Stage) -> None:
    graded = await agreed(stage)
    listed = await stage.call("list_gradings", as_=graded.graders[0])
    path = {"gradingId": listed.data[0]["id"]}
    answer = await stage.call("get_graded_file", as_=graded.graders[0], path=path)
    assert (answer.status, answer.error["code"]) == (404, "answer_file_not_found")
