import pytest

from tests.fixtures.appeals import WHY, appealed, released
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await appealed(stage)
    return Arranged(as_=graded.lead, path=graded.answer_path)


async def test_an_appeal_is_seen_with_its_candidate_and_the_present_points(stage: Stage) -> None:
    seen = (await stage.arranged("get_appeal", await arrange(stage))).data
    assert (seen["candidateName"], seen["appeal"]["text"]) == ("Carl Candidate", WHY)
    assert (seen["question"]["points"], seen["question"]["source"]) == ("4.00", "grading")


async def test_where_nobody_appealed_there_is_none(stage: Stage) -> None:
    graded = await released(stage)
    answer = await stage.call("get_appeal", as_=graded.lead, path=graded.answer_path)
    assert (answer.status, answer.error["code"]) == (404, "appeal_not_found")
