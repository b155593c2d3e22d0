import pytest

from tests.fixtures.attempts import attempt_of_kinds, respond
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_of_kinds(stage, "numeric")
    await respond(stage, sitting, 0, {"kind": "numeric", "value": "3"})
    return Arranged(as_=sitting.recruiter, path=sitting.answer_path())


async def test_the_hiring_team_reads_what_was_saved_last(stage: Stage) -> None:
    call = await arrange(stage)
    answer = (await stage.arranged("get_answer", call)).data
    assert (answer["questionId"], answer["revision"]) == (call.path["questionId"], 1)
    assert answer["response"] == {"kind": "numeric", "value": "3"}


async def test_where_nothing_was_saved_there_is_no_answer(stage: Stage) -> None:
    sitting = await attempt_of_kinds(stage, "numeric")
    answer = await stage.call("get_answer", as_=sitting.recruiter, path=sitting.answer_path())
    assert (answer.status, answer.error["code"]) == (404, "answer_not_found")
