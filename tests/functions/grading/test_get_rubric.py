import pytest

from tests.fixtures.grading import essay, with_rubric
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await with_rubric(stage)
    return Arranged(as_=graded.lead, path=graded.question_path)


async def test_it_is_as_it_was_set(stage: Stage) -> None:
    answer = await stage.arranged("get_rubric", await arrange(stage))
    assert [level["points"] for level in answer.data["rubric"]["criteria"][0]["levels"]] == ["0", "2", "4"]


async def test_a_question_without_one_says_so(stage: Stage) -> None:
    graded = await essay(stage)
    answer = await stage.call("get_rubric", as_=graded.lead, path=graded.question_path)
    assert (answer.status, answer.error["code"]) == (404, "rubric_not_found")
