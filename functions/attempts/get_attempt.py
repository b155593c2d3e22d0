"""What a candidate sees while sitting an attempt."""

from typing import Self

from shared.auth.permissions import Permission
from shared.domain.attempts.model import Attempt, AttemptQuestion, answer_id
from shared.domain.attempts.receipts import receipt_signer
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.schemas import AnswerView, SittingView, TimetableView
from shared.domain.questions.model import QuestionVersion
from shared.domain.questions.repository import QuestionVersionRepository
from shared.domain.questions.tasks import Task
from shared.engines.recording import Recording
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.frozen_tasks import frozen_tasks, pinned_version
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetAttempt(Request):
    """Which attempt."""

    attempt_id: Identifier


class SittingQuestion(Task):
    """A question as the candidate sees it, with what they have answered."""

    answer: AnswerView | None

    @classmethod
    def answered(cls, task: Task, answer: AnswerView | None) -> Self:
        """Return the candidate's view of a question."""
        return cls(**{name: getattr(task, name) for name in Task.model_fields}, answer=answer)


class SittingDetail(SittingView):
    """The whole of an attempt for its candidate; the questions of a section that waits are not among them.

    `receipt_key` checks the receipts of their saves.
    """

    instructions: str
    receipt_key: str
    timetable: TimetableView
    practice: bool
    recording: Recording
    questions: tuple[SittingQuestion, ...]


@query(
    "GET /v1/attempts/{attemptId}",
    permission=Permission.ATTEMPTS_TAKE,
    loads=Loads(AttemptRepository, "attempt_id", tagged=False),
    runtime=Runtime.ASSESSMENT,
)
async def get_attempt(request: GetAttempt, ctx: QueryContext) -> SittingDetail:
    """Get an attempt with its questions and saved answers, as the candidate may see them."""
    attempt = await AttemptRepository(ctx.reads).get(request.attempt_id)
    shown = SittingView.of(attempt, now=ctx.now)
    return SittingDetail(
        **{name: getattr(shown, name) for name in SittingView.model_fields},
        instructions=attempt.instructions,
        receipt_key=receipt_signer(ctx.config, ctx.reads.tenant_id).verifier_key,
        timetable=TimetableView.of(attempt, now=ctx.now),
        practice=attempt.practice,
        recording=attempt.recording,
        questions=await _questions(attempt, ctx),
    )


async def _questions(attempt: Attempt, ctx: QueryContext) -> tuple[SittingQuestion, ...]:
    versions, answers = QuestionVersionRepository(ctx.reads), AnswerRepository(ctx.reads)
    seen = [asked for asked in attempt.questions if attempt.timetable.shows(asked.section, at=ctx.now)]
    answer_ids = [answer_id(attempt.id, asked.question_id) for asked in seen]
    answer_paths = [answers.path(id) for id in answer_ids]
    frozen = await ctx.cached(frozen_tasks(ctx.reads, seen, beside=answer_paths))
    drawn = [pinned_version(asked) for asked, task in zip(seen, frozen.tasks, strict=True) if task is None]
    await ctx.reads.get_many([*map(versions.path, drawn), *answer_paths])
    shown: list[SittingQuestion] = []
    for asked, task, answer in zip(seen, frozen.tasks, await answers.get_many(answer_ids), strict=True):
        own = _placed(asked, task) if task else _drawn(asked, await versions.get(pinned_version(asked)))
        shown.append(SittingQuestion.answered(own, AnswerView.of(answer) if answer else None))
    return tuple(shown)


def _placed(asked: AttemptQuestion, task: Task) -> Task:
    return task.placed(section=asked.section + 1, points=asked.points, choices=asked.choices)


def _drawn(asked: AttemptQuestion, version: QuestionVersion) -> Task:
    content = version.variant(asked.variant_seed)
    section = asked.section + 1
    return Task.of(asked.question_id, content, section=section, points=asked.points, choices=asked.choices)
