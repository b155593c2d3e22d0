import pytest

from shared.domain.execution.events import ExecutionCompleted
from shared.domain.execution.model import RunPurpose
from tests.fixtures.rescoring import mended_question, rescored
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

NAME = "collect_rescored_attempt"


async def arrange(stage: Stage) -> Arranged:
    mended = await mended_question(stage)
    await stage.call("rescore_attempts", as_=mended.recruiter, path=mended.path, body=mended.body)
    await stage.settle(but=[NAME])
    run_id = next(run["id"] for run in await stage.documents("runs") if run["purpose"] == "rescoring")
    event = ExecutionCompleted(run_id=run_id, purpose=RunPurpose.RESCORING, subject_id=run_id.partition(":")[0])
    return Arranged(event=event, tenant_id=mended.recruiter.tenant_id)


async def test_each_attempt_is_noted_before_and_after(stage: Stage) -> None:
    mended = await mended_question(stage)
    await rescored(stage, mended)
    noted = {each["attemptId"]: each for each in await stage.documents("rescoredAttempts")}
    hurt, favoured = noted[mended.hurt.invitation_id], noted[mended.favoured.invitation_id]
    assert (hurt["state"], hurt["before"]["points"], hurt["after"]["points"]) == ("changed", "10.00", "7.50")
    assert (favoured["state"], favoured["after"]["points"]) == ("unchanged", "10.00")
    assert (hurt["before"]["version"], hurt["after"]["version"]) == (1, 2)


@pytest.mark.parametrize("purpose", [RunPurpose.PRACTICE, RunPurpose.SCORING])
async def test_runs_for_another_purpose_are_none_of_its_business(stage: Stage, purpose: RunPurpose) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, ExecutionCompleted)
    event = call.event.with_(purpose=purpose)
    before = await stage.documents("rescoredAttempts")
    assert await stage.deliver(NAME, stage.envelope(event, call.tenant_id)) == 204
    assert await stage.documents("rescoredAttempts") == before
