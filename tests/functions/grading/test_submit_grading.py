import asyncio
from typing import Any

import pytest

from tests.fixtures.grading import (
    agreed,
    arranged_grader,
    assigned,
    disagreed,
    marks,
    override,
    queue,
    result,
    submit,
)
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    graded = await assigned(stage)
    [grading] = await queue(stage, graded.graders[0])
    return arranged_grader(graded, {"gradingId": grading["id"]}, {"marks": marks("all", "1")})


async def test_nothing_counts_before_all_graders_are_done(stage: Stage) -> None:
    graded = await assigned(stage)
    answer = await submit(stage, graded.graders[0], "half", "0.5")
    assert (answer.data["points"], answer.data["status"]) == ("5.00", "submitted")
    shown = await result(stage, graded.sitting)
    assert (shown["points"], shown["needsReview"]) == ("0.00", True)


async def test_graders_who_are_close_come_to_their_mean(stage: Stage) -> None:
    graded = await assigned(stage, assessment={"marking": {"passingPercent": "90"}})
    await submit(stage, graded.graders[0], "all", "0.5")
    await submit(stage, graded.graders[1], "all", "0.75")
    log = await stage.settle()
    shown = await result(stage, graded.sitting)
    assert (shown["points"], shown["passed"], shown["needsReview"]) == ("9.25", True, False)
    assert shown["questions"][0]["source"] == "grading"
    assert shown["attempt"]["points"] == "9.25"
    assert "attempts.attempt.rescored.v1 -> count_rescored_attempt: 204" in log


async def test_whoever_listens_hears_that_nothing_waits_any_more(stage: Stage) -> None:
    graded = await assigned(stage, markers=1)
    await submit(stage, graded.graders[0])
    assert {event.type for event in await stage.waiting()} >= {
        "attempts.attempt.graded.v1",
        "grading.answer.graded.v1",
    }


async def test_the_mean_is_rounded_half_up_to_a_hundredth(stage: Stage) -> None:
    graded = await assigned(stage)
    await submit(stage, graded.graders[0], "all", "0.99")
    await submit(stage, graded.graders[1], "all", "0.99")
    assert (await result(stage, graded.sitting))["points"] == "9.98"
    third = await assigned(stage, markers=3)
    for grader, style in zip(third.graders, ("1", "1", "0.99"), strict=True):
        await submit(stage, grader, "all", style)
    assert (await result(stage, third.sitting))["points"] == "9.99", "29.98 / 3 = 9.993…"


@pytest.mark.parametrize(("percent", "points"), [("40", "8.00"), ("39.99", "0.00")])
async def test_graders_who_lie_exactly_as_far_apart_as_they_may_agree(stage: Stage, percent: str, points: str) -> None:
    graded = await assigned(stage, thresholdPercent=percent)
    await submit(stage, graded.graders[0])
    await submit(stage, graded.graders[1], "half", "1")
    assert (await result(stage, graded.sitting))["points"] == points


async def test_graders_who_disagree_leave_it_to_somebody_else(stage: Stage) -> None:
    graded = await disagreed(stage)
    [answer] = await stage.documents("gradedAnswers")
    assert (answer["status"], answer["points"]) == ("disagreed", None)
    assert (await result(stage, graded.sitting))["needsReview"] is True


async def test_two_who_hand_in_at_once_are_both_counted(stage: Stage) -> None:
    graded = await assigned(stage)
    await asyncio.gather(*(submit(stage, grader) for grader in graded.graders[:2]))
    [answer] = await stage.documents("gradedAnswers")
    assert (answer["status"], len(answer["given"])) == ("graded", 2)


async def test_marks_are_final(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("submit_grading", call)).status == 200
    answer = await stage.arranged("submit_grading", call)
    assert (answer.status, answer.error["code"]) == (409, "grading_submitted")


async def test_what_was_overridden_meanwhile_stays(stage: Stage) -> None:
    graded = await assigned(stage, markers=1)
    await override(stage, graded.sitting)
    await submit(stage, graded.graders[0])
    assert (await result(stage, graded.sitting))["points"] == "7.50"


async def test_the_result_before_is_kept(stage: Stage) -> None:
    graded = await agreed(stage)
    [earlier] = await stage.documents("earlierResults")
    assert (earlier["replacedBy"], earlier["result"]["points"]) == ("grading", "0.00")
    assert earlier["attemptId"] == graded.sitting.invitation_id


@pytest.mark.parametrize(
    ("given", "pointer", "code"),
    [
        (marks("all", "1")[:1], "/marks", "criterion_unmarked"),
        ([*marks("all", "1"), marks("all", "1")[0]], "/marks/2/criterionId", "criterion_unknown"),
        (marks("some", "1"), "/marks/0/level", "level_unknown"),
        (marks("all", "1.01"), "/marks/1/points", "points_out_of_range"),
        ([marks("all", "1")[0], {"criterionId": "style", "level": "all"}], "/marks/1/points", "points_out_of_range"),
    ],
)
async def test_marks_that_do_not_fit_the_rubric_are_named(
    stage: Stage, given: list[dict[str, Any]], pointer: str, code: str
) -> None:
    call = await arrange(stage)
    call.body = {"marks": given}
    answer = await stage.arranged("submit_grading", call)
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [(pointer, code)]
