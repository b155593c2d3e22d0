"""Practice: a candidate tries a program on the tests they can see. The hidden ones never come near this run."""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.domain.attempts.repository import AttemptRepository
from shared.domain.attempts.responses import MAX_SOURCE, LanguageName
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import Run, RunProgress, RunPurpose
from shared.domain.execution.repository import RunProgressRepository, RunRepository
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.domain.questions.content import CodingContent
from shared.domain.questions.model import version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.errors import FailedPrecondition
from shared.model import FrozenModel
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import EXECUTION, PRACTICE
from shared.runtime.requests import Identifier, Request


class RunAnswer(Request):
    """A program for one question."""

    attempt_id: Identifier
    question_id: Identifier
    language: LanguageName
    source: Annotated[str, StringConstraints(min_length=1, max_length=MAX_SOURCE)]


class RunAccepted(FrozenModel):
    """The run to ask after."""

    run_id: str


@command(
    "POST /v1/attempts/{attemptId}/answers/{questionId}/run",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id"),
    idempotent=True,
    audited=False,
    limits=(PRACTICE, EXECUTION),
    errors=(FailedPrecondition, QuotaExceeded),
    status=202,
    runtime=Runtime.ASSESSMENT,
)
async def run_answer(request: RunAnswer, ctx: CommandContext) -> RunAccepted:
    """Run a program on a question's visible tests."""
    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    attempt.require_writable(at=ctx.now)
    asked = attempt.question(request.question_id)
    attempt.timetable.require_running(asked.section, at=ctx.now)
    if asked.languages:
        asked.require_language(request.language)
    versions, quotas = QuestionVersionRepository(ctx.work), Quotas(ctx.work)
    pinned = version_id(asked.question_id, asked.version)
    await ctx.work.get_many([versions.path(pinned), *quotas.paths(Quota.EXECUTION_SECONDS)])
    await quotas.require(Quota.EXECUTION_SECONDS)
    version = await versions.get(pinned)
    content = version.variant(asked.variant_seed)
    tests = content.visible_tests() if isinstance(content, CodingContent) else ()
    if not isinstance(content, CodingContent) or not tests:
        raise FailedPrecondition("this question has no visible tests to run on", code="no_visible_tests")
    run = Run(
        id=ctx.new_id(),
        purpose=RunPurpose.PRACTICE,
        subject_id=attempt.id,
        question_id=asked.question_id,
        language=request.language,
        source=request.source,
        spec=content.run_spec(tests),
        created_at=ctx.now,
    )
    RunRepository(ctx.work).add(run)
    RunProgressRepository(ctx.work).add(
        RunProgress.of(run, tests=len(tests), invitation_id=attempt.invitation_id, candidate_uid=attempt.candidate_uid)
    )
    ctx.work.emit(ExecutionRequested(run_id=run.id))
    return RunAccepted(run_id=run.id)
