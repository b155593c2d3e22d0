"""What a candidate sees while sitting an attempt: built by naming what is shown, so that nothing else can slip in."""

from typing import Self

from shared.auth.permissions import Permission
from shared.domain.attempts.model import Attempt, AttemptQuestion, answer_id
from shared.domain.attempts.receipts import receipt_signer
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.domain.attempts.schemas import AnswerView, SittingView
from shared.domain.questions.content import ChoiceContent, CodingContent, FileContent, NumericContent, TextContent
from shared.domain.questions.model import QuestionVersion, version_id
from shared.domain.questions.repository import QuestionVersionRepository
from shared.engines.forms import Form, starter_code
from shared.errors import InternalError
from shared.model import FrozenModel, Points, View
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetAttempt(Request):
    """Which attempt."""

    attempt_id: Identifier


class VisibleTest(FrozenModel):
    """A test that may be shown."""

    id: str
    input: str
    expected_output: str


class ShownChoice(FrozenModel):
    """A choice; which are right is not said."""

    id: str
    text: str


class CodingTask(FrozenModel):
    """What a candidate may know of a coding question."""

    form: Form
    languages: tuple[str, ...]
    starter_code: dict[str, str]
    visible_tests: tuple[VisibleTest, ...]
    cpu_ms: int
    memory_mib: int

    @classmethod
    def of(cls, content: CodingContent) -> Self:
        """Return the candidate's view of a coding question."""
        return cls(
            form=content.form,
            languages=content.languages,
            starter_code={**starter_code(content.form, content.languages), **content.starter_code},
            visible_tests=tuple(
                VisibleTest(id=test.id, input=test.input, expected_output=test.expected_output)
                for test in content.visible_tests()
            ),
            cpu_ms=content.limits.cpu_ms,
            memory_mib=content.limits.memory_mib,
        )


class ChoiceTask(FrozenModel):
    """What a candidate may know of a multiple-choice question."""

    choices: tuple[ShownChoice, ...]
    several: bool

    @classmethod
    def of(cls, content: ChoiceContent) -> Self:
        """Return the candidate's view of a multiple-choice question."""
        choices = tuple(ShownChoice(id=choice.id, text=choice.text) for choice in content.choices)
        return cls(choices=choices, several=content.several)


class FileTask(View):
    """What a file must be that answers a question."""

    content_types: tuple[str, ...]
    max_bytes: int


class SittingQuestion(FrozenModel):
    """A question as the candidate sees it, with what they have answered; the rest depends on its kind."""

    question_id: str
    kind: str
    title: str
    prompt: str
    points: Points
    coding: CodingTask | None = None
    multiple_choice: ChoiceTask | None = None
    unit: str | None = None
    max_length: int | None = None
    file: FileTask | None = None
    answer: AnswerView | None

    @classmethod
    def of(cls, asked: AttemptQuestion, version: QuestionVersion, answer: AnswerView | None) -> Self:
        """Return the candidate's view of a question."""
        content = version.variant(asked.variant_seed)
        return cls(
            question_id=asked.question_id,
            kind=content.kind,
            title=content.title,
            prompt=content.prompt,
            points=asked.points,
            coding=CodingTask.of(content) if isinstance(content, CodingContent) else None,
            multiple_choice=ChoiceTask.of(content) if isinstance(content, ChoiceContent) else None,
            unit=content.unit if isinstance(content, NumericContent) else None,
            max_length=content.max_length if isinstance(content, TextContent) else None,
            file=FileTask.of(content) if isinstance(content, FileContent) else None,
            answer=answer,
        )


class SittingDetail(SittingView):
    """The whole of an attempt for its candidate; `receipt_key` checks the receipts of their saves."""

    receipt_key: str
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
    questions = await _questions(attempt, ctx)
    return SittingDetail(
        **{name: getattr(shown, name) for name in SittingView.model_fields},
        receipt_key=receipt_signer(ctx.config, ctx.reads.tenant_id).verifier_key,
        questions=questions,
    )


async def _questions(attempt: Attempt, ctx: QueryContext) -> tuple[SittingQuestion, ...]:
    versions, answers = QuestionVersionRepository(ctx.reads), AnswerRepository(ctx.reads)
    version_ids = [version_id(asked.question_id, asked.version) for asked in attempt.questions]
    answer_ids = [answer_id(attempt.id, asked.question_id) for asked in attempt.questions]
    await ctx.reads.get_many([*map(versions.path, version_ids), *map(answers.path, answer_ids)])
    shown: list[SittingQuestion] = []
    pinned, saved = await versions.get_many(version_ids), await answers.get_many(answer_ids)
    for asked, version, answer in zip(attempt.questions, pinned, saved, strict=True):
        if version is None:
            raise InternalError(f"the version that {attempt.id} pins is missing: {asked.question_id}")
        shown.append(SittingQuestion.of(asked, version, AnswerView.of(answer) if answer else None))
    return tuple(shown)
