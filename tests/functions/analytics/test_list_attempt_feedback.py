import pytest

from tests.fixtures.attempts import attempt_being_scored
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_being_scored(stage)
    body = {"rating": 2, "text": "Too long."}
    await stage.call("give_attempt_feedback", as_=sitting.candidate, path=sitting.path, body=body)
    return Arranged(as_=sitting.recruiter, path={"assessmentId": sitting.assessment_id})


async def test_the_hiring_team_reads_what_was_said_and_not_who_said_it(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("list_attempt_feedback", as_=call.as_, path=call.path)
    [feedback] = answer.data
    assert set(feedback) == {"rating", "text", "givenAt"}
    assert (feedback["rating"], feedback["text"]) == (2, "Too long.")


async def test_it_can_be_limited_to_some_stars(stage: Stage) -> None:
    call = await arrange(stage)
    for rating, number in (("2", 1), ("5", 0)):
        answer = await stage.call("list_attempt_feedback", as_=call.as_, path=call.path, query={"rating": rating})
        assert len(answer.data) == number
