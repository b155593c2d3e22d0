import asyncio
from typing import Any

import pytest

from shared.domain.attempts.events import AttemptSubmitted
from tests.fixtures.attempts import Sitting, finish, running_attempt, save
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def submitted(stage: Stage) -> Sitting:
    """Answer the first of two questions and finish; nothing has heard of it yet."""
    sitting = await running_attempt(stage, questions=2)
    await save(stage, sitting, 0, language="javascript", source="console.log(1)")
    await finish(stage, sitting)
    stage.bus.waiting.clear()
    return sitting


async def arrange(stage: Stage) -> Arranged:
    sitting = await submitted(stage)
    return Arranged(event=AttemptSubmitted(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def deliver(stage: Stage, sitting: Sitting) -> int:
    event = AttemptSubmitted(attempt_id=sitting.invitation_id)
    return await stage.deliver("score_attempt", stage.envelope(event, sitting.tenant_id))


async def scoring_runs(stage: Stage) -> list[dict[str, Any]]:
    return [run for run in await stage.documents("runs") if run["purpose"] == "scoring"]


async def test_each_answer_gets_one_run_with_hidden_tests_too(stage: Stage) -> None:
    sitting = await submitted(stage)
    assert await deliver(stage, sitting) == 204
    [run] = await scoring_runs(stage)
    assert run["id"] == sitting.run_id(0)
    assert (run["language"], run["source"]) == ("javascript", "console.log(1)")
    assert (run["versionId"], run["spec"]) == (f"{sitting.question_ids[0]}:1", None)
    assert [event.data for event in stage.bus.waiting] == [{"runId": run["id"]}]


async def test_the_event_under_another_id_makes_no_second_set(stage: Stage) -> None:
    sitting = await submitted(stage)
    for _ in range(3):
        assert await deliver(stage, sitting) == 204
    assert len(await scoring_runs(stage)) == 1
    assert len(stage.bus.waiting) == 1


async def test_neither_do_deliveries_at_the_same_time(stage: Stage) -> None:
    sitting = await submitted(stage)
    assert set(await asyncio.gather(*(deliver(stage, sitting) for _ in range(4)))) == {204}
    assert len(await scoring_runs(stage)) == 1
    assert len(stage.bus.waiting) == 1


async def test_nothing_answered_is_scored_with_nothing_at_once(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    await save(stage, sitting, 0, source=" \n\t")
    await finish(stage, sitting)
    stage.bus.waiting.clear()
    await deliver(stage, sitting)
    assert await scoring_runs(stage) == []
    answer = await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)
    assert (answer.data["points"], answer.data["maxPoints"]) == ("0.00", "20")
    assert [each["verdict"] for each in answer.data["questions"]] == [None, None]
    assert answer.data["needsReview"] is False
    projection = await stage.document(sitting.document("attemptStatus"))
    assert projection is not None
    assert projection["status"] == "scored"


async def test_an_attempt_still_open_is_not_scored(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting)
    assert await deliver(stage, sitting) == 204
    assert await scoring_runs(stage) == []
