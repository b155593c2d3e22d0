"""A run by a question's newer version ended: note what the attempt would come to."""

from shared.domain.attempts.repository import AttemptRepository, RescoredAttemptRepository
from shared.domain.attempts.rescoring import RescoredState
from shared.domain.attempts.scoring import run_result
from shared.domain.execution.events import ExecutionCompleted
from shared.domain.execution.model import RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.domain.questions.model import version_number
from shared.runtime.contexts import SubscriberContext
from shared.runtime.declare import subscriber


@subscriber(ExecutionCompleted)
async def collect_rescored_attempt(event: ExecutionCompleted, ctx: SubscriberContext) -> None:
    """Note what a rescored attempt comes to."""
    if event.purpose is not RunPurpose.RESCORING:
        return
    rescored_attempts, runs = RescoredAttemptRepository(ctx.work), RunRepository(ctx.work)
    await ctx.work.get_many([rescored_attempts.path(event.run_id), runs.path(event.run_id)])
    rescored, run = await rescored_attempts.find(event.run_id), await runs.find(event.run_id)
    if rescored is None or rescored.state is not RescoredState.WAITING or run is None or run.result is None:
        return
    attempt = await AttemptRepository(ctx.work).get(rescored.attempt_id)
    asked = attempt.question(run.question_id).with_(version=version_number(run.version_id or ""))
    rescored_attempts.save(rescored.scored(run_result(asked, run.language, run.result)))
