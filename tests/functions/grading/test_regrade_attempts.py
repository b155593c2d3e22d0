from typing import Any

import pytest

from tests.fixtures.grading import RUBRIC, Graded, assigned, disagreed, override, result, set_rubric, submit
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

HEAVIER_STYLE: dict[str, Any] = {"criteria": [RUBRIC["criteria"][0], RUBRIC["criteria"][1] | {"points": "6"}]}
MORE_TO_MARK: dict[str, Any] = {"criteria": [*RUBRIC["criteria"], {"id": "new", "title": "New", "points": "1"}]}


async def graded_half(stage: Stage) -> Graded:
    """Have one grader give all points for the idea and none for the style: 8 of 10."""
    graded = await assigned(stage, markers=1)
    await submit(stage, graded.graders[0], "all", "0")
    await stage.settle()
    return graded


async def previewed(stage: Stage, graded: Graded, rubric: dict[str, Any], **body: Any) -> dict[str, str]:
    """Change the rubric and judge the marks by it; return the path of what is not applied yet."""
    await set_rubric(stage, graded, rubric)
    answer = await stage.call("regrade_attempts", as_=graded.lead, path=graded.question_path, body=body)
    assert answer.status == 202, answer.body
    await stage.settle()
    return {"rescoringId": answer.data["id"]}


async def arrange(stage: Stage) -> Arranged:
    graded = await graded_half(stage)
    return Arranged(as_=graded.lead, path=graded.question_path, body={})


async def test_the_preview_says_who_changes_by_how_much_and_applying_it_does_so(stage: Stage) -> None:
    graded = await graded_half(stage)
    path = await previewed(stage, graded, HEAVIER_STYLE)
    [row] = (await stage.call("list_rescored_attempts", as_=graded.lead, path=path)).data
    assert (row["state"], row["before"]["points"], row["after"]["points"]) == ("changed", "8.00", "4.00")
    assert (await result(stage, graded.sitting))["points"] == "8.00"
    assert (await stage.call("apply_rescoring", as_=graded.lead, path=path)).status == 202
    await stage.settle()
    assert (await result(stage, graded.sitting))["points"] == "4.00"
    [answer] = await stage.documents("gradedAnswers")
    assert (answer["points"], answer["rubricVersion"]) == ("4.00", 2)


@pytest.mark.parametrize(("replace_given", "state"), [(False, "kept"), (True, "changed")])
async def test_an_override_stays_unless_asked_otherwise(stage: Stage, replace_given: bool, state: str) -> None:
    graded = await graded_half(stage)
    await override(stage, graded.sitting)
    path = await previewed(stage, graded, HEAVIER_STYLE, replaceGiven=replace_given)
    [row] = (await stage.call("list_rescored_attempts", as_=graded.lead, path=path)).data
    assert row["state"] == state


async def test_what_the_marks_do_not_answer_stays_as_it_is(stage: Stage) -> None:
    graded = await graded_half(stage)
    path = await previewed(stage, graded, MORE_TO_MARK)
    [row] = (await stage.call("list_rescored_attempts", as_=graded.lead, path=path)).data
    assert (row["state"], row["after"]) == ("kept", None)


async def test_what_the_lead_decided_stays(stage: Stage) -> None:
    graded = await disagreed(stage)
    body = {"points": "4.5", "reason": "The second reading is fairer."}
    await stage.call("decide_grading", as_=graded.lead, path=graded.answer_path, body=body)
    path = await previewed(stage, graded, HEAVIER_STYLE)
    [row] = (await stage.call("list_rescored_attempts", as_=graded.lead, path=path)).data
    assert row["state"] == "kept"
