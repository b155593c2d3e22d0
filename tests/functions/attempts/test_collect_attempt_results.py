import asyncio
import itertools
from typing import Any

import pytest

from shared.domain.execution.events import ExecutionCompleted
from shared.domain.execution.model import RunPurpose
from shared.engines.scoring.verdicts import Verdict
from tests.fixtures.attempts import SUM_SOLUTION, Sitting, attempt_being_scored, finish, run_ends, running_attempt, save
from tests.fixtures.fake_sandbox import BREAKS_DOWN, always, prints
from tests.fixtures.stage import Arranged, Stage, subscribers_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_being_scored(stage)
    return Arranged(event=await run_ends(stage, sitting), tenant_id=sitting.tenant_id)


async def deliver(stage: Stage, sitting: Sitting, event: ExecutionCompleted) -> int:
    return await stage.deliver("collect_attempt_results", stage.envelope(event, sitting.tenant_id))


async def results(stage: Stage, sitting: Sitting) -> Any:
    return (await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)).data


async def scored_events(stage: Stage) -> int:
    return len([event for event in await stage.waiting() if event.type == "attempts.attempt.scored.v1"])


async def test_partial_credit_goes_by_weight(stage: Stage) -> None:
    sitting = await attempt_being_scored(stage)
    event = await run_ends(stage, sitting, verdicts={"negative": Verdict.WA})
    await deliver(stage, sitting, event)
    found = await results(stage, sitting)
    assert (found["points"], found["maxPoints"]) == ("5.00", "10")
    [question] = found["questions"]
    assert question["verdict"] == "WA"
    assert [(test["id"], test["verdict"], test["points"]) for test in question["tests"]] == [
        ("small", "AC", "2.50"),
        ("zero", "AC", "2.50"),
        ("negative", "WA", "0.00"),
    ]


async def test_the_result_the_attempt_and_the_projection_are_one_commit(stage: Stage) -> None:
    sitting = await attempt_being_scored(stage)
    event = await run_ends(stage, sitting)
    commits = stage.store.commits
    await deliver(stage, sitting, event)
    assert stage.store.commits == commits + 1
    for collection in ("attempts", "attemptStatus"):
        document = await stage.document(sitting.document(collection))
        assert document is not None
        assert document["status"] == "scored"
    assert "points" not in (await stage.document(sitting.document("attemptStatus")) or {})


async def test_nothing_is_scored_before_the_last_run_is_there(stage: Stage) -> None:
    sitting = await attempt_being_scored(stage, questions=3)
    for number in (2, 0):
        await deliver(stage, sitting, await run_ends(stage, sitting, number))
        assert await stage.documents("attemptResults") == []
    await deliver(stage, sitting, await run_ends(stage, sitting, 1))
    assert (await results(stage, sitting))["points"] == "30.00"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_completions_may_come_in_any_order_after_all_is_done(stage: Stage, order: tuple[int, ...]) -> None:
    sitting = await attempt_being_scored(stage, questions=3)
    events = [await run_ends(stage, sitting, number) for number in range(3)]
    for number in order:
        assert await deliver(stage, sitting, events[number]) == 204
    assert len(await stage.documents("attemptResults")) == 1
    assert await scored_events(stage) == 1


async def test_and_all_at_the_same_time_thrice_each(stage: Stage) -> None:
    sitting = await attempt_being_scored(stage, questions=3)

    async def ends(number: int) -> list[int]:
        envelope = stage.envelope(await run_ends(stage, sitting, number), sitting.tenant_id)
        return await asyncio.gather(*(stage.deliver("collect_attempt_results", envelope) for _ in range(3)))

    statuses = await asyncio.gather(*(ends(number) for number in range(3)))
    assert {status for each in statuses for status in each} == {204}
    assert len(await stage.documents("attemptResults")) == 1
    assert await scored_events(stage) == 1
    assert (await results(stage, sitting))["points"] == "30.00"


async def test_every_event_of_the_whole_job_delivered_three_times_scores_once(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    await save(stage, sitting, 0)
    await save(stage, sitting, 1)
    await finish(stage, sitting)
    mails = len(stage.mailer.sent)
    while envelopes := await stage.waiting():
        for envelope in envelopes:
            for name in subscribers_of(envelope.type):
                for _ in range(3):
                    assert await stage.deliver(name, envelope) == 204
    assert len(await stage.documents("attemptResults")) == 1
    assert len(stage.mailer.sent) == mails + 1
    assert (
        len([run for run in stage.sandbox.runs if run.program.source.decode() == SUM_SOLUTION and len(run.stdins) == 3])
        == 4
    )


async def test_a_question_without_an_answer_is_worth_nothing_and_says_so(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    await save(stage, sitting, 1)
    await finish(stage, sitting)
    await stage.settle()
    found = await results(stage, sitting)
    assert found["points"] == "10.00"
    assert [(each["verdict"], each["points"]) for each in found["questions"]] == [(None, "0.00"), ("AC", "10.00")]
    assert found["needsReview"] is False


async def test_a_run_that_failed_on_our_side_is_shown_for_review(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    await save(stage, sitting, 0, source=stage.sandbox.program("breaks", always(BREAKS_DOWN)))
    await save(stage, sitting, 1)
    await finish(stage, sitting)
    await stage.settle()
    found = await results(stage, sitting)
    assert found["needsReview"] is True
    broken, right = found["questions"]
    assert (broken["verdict"], broken["needsReview"]) == ("IE", True)
    assert {test["verdict"] for test in broken["tests"]} == {"IE"}
    assert (right["verdict"], right["points"], right["needsReview"]) == ("AC", "10.00", False)


async def test_a_language_the_runner_does_not_have_is_shown_for_review(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting)
    path = f"tenants/{sitting.tenant_id}/answers/{sitting.run_id()}"
    await stage.change(path, response={"kind": "coding", "language": "cobol", "source": "STOP RUN."})
    await finish(stage, sitting)
    await stage.settle()
    found = await results(stage, sitting)
    assert found["needsReview"] is True
    assert (found["questions"][0]["language"], found["questions"][0]["verdict"]) == ("cobol", "IE")


async def test_a_wrong_program_is_no_reason_for_review(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, source=stage.sandbox.program("print(0)", always(prints("0\n"))))
    await finish(stage, sitting)
    await stage.settle()
    found = await results(stage, sitting)
    assert (found["points"], found["needsReview"]) == ("2.50", False)


async def test_runs_that_are_none_of_scorings_are_left_alone(stage: Stage) -> None:
    sitting = await attempt_being_scored(stage)
    event = await run_ends(stage, sitting)
    reads = stage.store.reads
    for purpose in (RunPurpose.PRACTICE, RunPurpose.QUESTION_VALIDATION):
        await deliver(stage, sitting, event.with_(purpose=purpose))
    assert await stage.documents("attemptResults") == []
    assert stage.store.reads <= reads + 3


async def test_an_attempt_that_is_gone_is_no_failure(stage: Stage) -> None:
    sitting = await attempt_being_scored(stage)
    event = (await run_ends(stage, sitting)).with_(subject_id="gone")
    assert await deliver(stage, sitting, event) == 204
