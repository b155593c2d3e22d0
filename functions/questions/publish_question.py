"""Publishing begins with running the known solutions; `conclude_question_validation` ends it."""

from collections.abc import Iterator

from shared.auth.permissions import Permission
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import Run, RunPurpose
from shared.domain.execution.repository import RunRepository
from shared.domain.questions.content import CodingContent
from shared.domain.questions.events import QuestionChanged, QuestionPublished
from shared.domain.questions.model import Question, QuestionStatus, QuestionVersion, Validation, variant_key
from shared.domain.questions.repository import QuestionRepository, QuestionVersionRepository
from shared.domain.questions.schemas import QuestionView
from shared.domain.questions.solutions import Expectation, KnownSolution
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request

REFERENCE = "reference"
SEEDS = (1, 2, 3)
"""Of which variants the known solutions must do what is expected of them."""


class PublishQuestion(Request):
    """Which question."""

    question_id: Identifier


@command(
    "POST /v1/questions/{questionId}/publish",
    permission=Permission.QUESTIONS_PUBLISH,
    idempotent=True,
    loads=Loads(QuestionRepository, "question_id"),
    errors=(FailedPrecondition,),
    status=202,
)
async def publish_question(request: PublishQuestion, ctx: CommandContext) -> QuestionView:
    """Run a question's known solutions, then publish its content as a version."""
    questions, versions = QuestionRepository(ctx.work), QuestionVersionRepository(ctx.work)
    question = await questions.get(request.question_id)
    solutions = {ctx.new_id(): each for each in _known_solutions(question)}
    validations = tuple(
        Validation(run_id=run_id, solution=_named(solution, seed), expected=solution.expected)
        for run_id, (solution, seed) in solutions.items()
    )
    validating = question.validating(validations, at=ctx.now)
    version = QuestionVersion.next_of(question, at=ctx.now)
    questions.save(validating)
    ctx.work.emit(QuestionChanged(question_id=question.id))
    # What a try left behind that never came to an end is replaced.
    await versions.put(version)
    for run_id, (solution, seed) in solutions.items():
        RunRepository(ctx.work).add(_validation(version, run_id, solution, seed))
        ctx.work.emit(ExecutionRequested(run_id=run_id))
    if validating.status is QuestionStatus.PUBLISHED:
        ctx.work.emit(QuestionPublished(question_id=question.id, version=version.number))
    return QuestionView.of(validating)


def _known_solutions(question: Question) -> Iterator[tuple[KnownSolution, int | None]]:
    """Yield each solution, in several variants where the question has them, with the seed of its variant."""
    if question.content.parameters:
        question.content.require_publishable()
    for seed in SEEDS if question.content.parameters else (None,):
        content = question.content.variant(variant_key(question.id, seed or 0))
        if isinstance(content, CodingContent):
            for solution in _solutions(content):
                yield solution, seed


def _named(solution: KnownSolution, seed: int | None) -> str:
    return solution.name if seed is None else f"{solution.name}, variant {seed}"


def _solutions(content: CodingContent) -> Iterator[KnownSolution]:
    reference = content.reference
    yield KnownSolution(
        name=REFERENCE,
        language=reference.language,
        source=reference.source,
        files={},
        expected=Expectation.ACCEPTED,
    )
    yield from content.solutions


def _validation(version: QuestionVersion, run_id: str, solution: KnownSolution, seed: int | None) -> Run:
    return Run(
        id=run_id,
        purpose=RunPurpose.QUESTION_VALIDATION,
        subject_id=version.question_id,
        question_id=version.question_id,
        language=solution.language,
        source=solution.source,
        files=solution.files,
        version_id=version.id,
        variant_seed=seed,
        created_at=version.created_at,
    )
