"""A copy is a draft of its own: nothing that happens to either changes the other."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.questions.content import CodingContent
from shared.domain.questions.events import QuestionChanged
from shared.domain.questions.model import Question, QuestionVersion, TestData, version_id
from shared.domain.questions.repository import QuestionRepository, QuestionVersionRepository
from shared.domain.questions.schemas import QuestionView
from shared.errors import NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title


class DuplicateQuestion(Request):
    """Which published version is copied, the question as it stands where there is none; and the copy's title."""

    question_id: Identifier
    version: Annotated[int, Field(ge=1)] | None = None
    title: Title | None = None


@command(
    "POST /v1/questions/{questionId}/duplicate",
    permission=Permission.QUESTIONS_WRITE,
    idempotent=True,
    loads=Loads(QuestionRepository, "question_id"),
    errors=(NotFound,),
    status=201,
)
async def duplicate_question(request: DuplicateQuestion, ctx: CommandContext) -> QuestionView:
    """Make a draft of a question, or of one of its versions."""
    question = await QuestionRepository(ctx.work).get(request.question_id)
    source = question if request.version is None else await _version(question, request.version, ctx)
    content = source.content if request.title is None else source.content.with_(title=request.title)
    copy = Question(
        id=ctx.new_id(),
        content=content,
        labels=source.labels,
        test_data=_test_data(source),
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    )
    QuestionRepository(ctx.work).add(copy)
    ctx.work.emit(QuestionChanged(question_id=copy.id))
    ctx.work.about(questionId=copy.id)
    return QuestionView.of(copy)


async def _version(question: Question, number: int, ctx: CommandContext) -> QuestionVersion:
    """Return a version that was published; the one that is being validated may still go."""
    if number > question.published_version:
        raise NotFound("the question has no such version", code="question_version_not_found")
    return await QuestionVersionRepository(ctx.work).get(version_id(question.id, number))


def _test_data(source: Question | QuestionVersion) -> TestData | None:
    if isinstance(source, Question):
        return source.test_data
    stored = source.content.stored_tests if isinstance(source.content, CodingContent) else frozenset[str]()
    return TestData(file=source.test_data, tests=tuple(sorted(stored))) if source.test_data else None
