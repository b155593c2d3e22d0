import pytest

from tests.fixtures.analytics import analytics
from tests.fixtures.attempts import attempt_being_scored, running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_being_scored(stage)
    return Arranged(as_=sitting.candidate, path=sitting.path, body={"rating": 4, "text": "Fair."})


async def test_feedback_said_again_replaces_what_was_said_and_counts_once(stage: Stage) -> None:
    sitting = await attempt_being_scored(stage)
    for rating in (1, 1, 5):
        body = {"rating": rating, "text": f"{rating} stars"}
        answer = await stage.call("give_attempt_feedback", as_=sitting.candidate, path=sitting.path, body=body)
        assert answer.data["rating"] == rating
    found = await analytics(stage, sitting)
    assert (found["feedback"], found["meanRating"], found["ratings"]) == (1, "5.0", [0, 0, 0, 0, 1])
    assert [each["text"] for each in await stage.documents("attemptFeedback")] == ["5 stars"]


async def test_nobody_is_asked_while_they_still_write(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("give_attempt_feedback", as_=sitting.candidate, path=sitting.path, body={"rating": 4})
    assert (answer.status, answer.error["code"]) == (409, "attempt_open")


@pytest.mark.parametrize("body", [{}, {"rating": 0}, {"rating": 6}, {"rating": "5"}, {"rating": 5, "text": "x" * 2001}])
async def test_bad_feedback_is_refused(stage: Stage, body: dict[str, object]) -> None:
    sitting = await attempt_being_scored(stage)
    answer = await stage.call("give_attempt_feedback", as_=sitting.candidate, path=sitting.path, body=body)
    assert answer.status == 400
    assert await stage.documents("attemptFeedback") == []
