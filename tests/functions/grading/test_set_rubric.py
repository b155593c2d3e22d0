from typing import Any

import pytest

from tests.fixtures.grading import RUBRIC, assigned, essay, queue, set_rubric
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

HARDER = {"criteria": [{"id": "idea", "title": "The idea", "points": "5"}]}


async def arrange(stage: Stage) -> Arranged:
    graded = await essay(stage)
    return Arranged(as_=graded.lead, path=graded.question_path, body={"rubric": RUBRIC})


async def test_each_change_is_a_version_and_the_former_ones_stay(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("set_rubric", call)).data["version"] == 1
    assert (await stage.arranged("set_rubric", call)).data["version"] == 1, "nothing has changed"
    call.body = {"rubric": HARDER}
    assert (await stage.arranged("set_rubric", call)).data["version"] == 2
    kept = {each["version"]: len(each["rubric"]["criteria"]) for each in await stage.documents("rubricVersions")}
    assert kept == {1: 2, 2: 1}


async def test_answers_that_are_being_graded_keep_the_version_they_began_with(stage: Stage) -> None:
    graded = await assigned(stage)
    await set_rubric(stage, graded, HARDER)
    [grading] = await queue(stage, graded.graders[0])
    shown = await stage.call("get_grading", as_=graded.graders[0], path={"gradingId": grading["id"]})
    assert [each["id"] for each in shown.data["rubric"]["criteria"]] == ["idea", "style"]


async def test_a_question_that_is_not_asked_has_none(stage: Stage) -> None:
    call = await arrange(stage)
    call.path |= {"questionId": "another"}
    answer = await stage.arranged("set_rubric", call)
    assert (answer.status, answer.error["code"]) == (404, "question_not_found")


LEVEL = {"id": "all", "title": "All", "points": "4"}


@pytest.mark.parametrize(
    ("criteria", "code"),
    [
        ([], "too_short"),
        ([{"id": "a", "title": "A", "points": "0"}], "greater_than"),
        ([{"id": "a", "title": "A", "points": "1"}] * 2, "duplicate_criterion"),
        ([{"id": "a", "title": "A", "points": "4", "levels": [LEVEL, LEVEL]}], "duplicate_level"),
        ([{"id": "a", "title": "A", "points": "5", "levels": [LEVEL]}], "levels_without_all_points"),
    ],
)
async def test_what_is_no_rubric_is_named(stage: Stage, criteria: list[dict[str, Any]], code: str) -> None:
    call = await arrange(stage)
    call.body = {"rubric": {"criteria": criteria}}
    answer = await stage.arranged("set_rubric", call)
    assert answer.status == 400
    assert answer.error["details"][0]["code"] == code
