"""Coding questions: a draft that is edited, and immutable published versions of it."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from shared.data.repository import Entity
from shared.errors import FailedPrecondition
from shared.model import FrozenModel

MAX_TESTS = 100
MAX_TEST_BYTES = 256 * 1024

Source = Annotated[str, StringConstraints(min_length=1, max_length=50_000)]
TestText = Annotated[str, StringConstraints(max_length=50_000)]


class QuestionStatus(StrEnum):
    """Where the draft stands; a published version stays usable whatever happens to the draft."""

    DRAFT = "draft"
    VALIDATING = "validating"
    PUBLISHED = "published"
    REFUSED = "refused"


class Test(FrozenModel):
    """An input with its expected output. Only visible ones are ever shown to a candidate."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=r"^[a-zA-Z0-9_-]+$")]
    input: TestText
    expected_output: TestText
    visible: bool = False
    weight: Annotated[int, Field(ge=1, le=100)] = 1


class ReferenceSolution(FrozenModel):
    """A program that must pass every test before the question is published. Never shown to a candidate."""

    language: str
    source: Source


class RunLimits(FrozenModel):
    """What one test may use: CPU time in milliseconds, memory in MiB."""

    cpu_ms: Annotated[int, Field(ge=100, le=20_000)] = 2_000
    memory_mib: Annotated[int, Field(ge=16, le=1_024)] = 256


class QuestionContent(FrozenModel):
    """What a version freezes."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
    prompt: Annotated[str, StringConstraints(min_length=1, max_length=50_000)]
    languages: Annotated[tuple[str, ...], Field(min_length=1, max_length=20)]
    starter_code: dict[str, Source] = {}
    tests: Annotated[tuple[Test, ...], Field(min_length=1, max_length=MAX_TESTS)]
    reference: ReferenceSolution
    limits: RunLimits = RunLimits()

    def visible_tests(self) -> tuple[Test, ...]:
        """Return the tests a candidate may see."""
        return tuple(test for test in self.tests if test.visible)


class Question(Entity):
    """A question as its authors see it."""

    content: QuestionContent
    status: QuestionStatus = QuestionStatus.DRAFT
    published_version: int = 0
    validation_run_id: str | None = None
    refusals: tuple[str, ...] = ()
    created_by: str
    created_at: datetime
    updated_at: datetime

    def edited(self, content: QuestionContent, *, at: datetime) -> Self:
        """Return the draft with new content; raise FailedPrecondition while it is being validated."""
        if self.status is QuestionStatus.VALIDATING:
            raise FailedPrecondition("the question is being validated; wait for the result", code="question_validating")
        return self.with_(content=content, status=QuestionStatus.DRAFT, refusals=(), updated_at=at)

    def validating(self, *, run_id: str, at: datetime) -> Self:
        """Return the question while its reference solution runs."""
        if self.status is QuestionStatus.VALIDATING:
            raise FailedPrecondition("the question is being validated already", code="question_validating")
        if self.status is QuestionStatus.PUBLISHED:
            raise FailedPrecondition("this content is published already", code="question_published")
        return self.with_(status=QuestionStatus.VALIDATING, validation_run_id=run_id, refusals=(), updated_at=at)

    def published(self, *, at: datetime) -> Self:
        """Return the question with one more published version."""
        return self.with_(status=QuestionStatus.PUBLISHED, published_version=self.published_version + 1, updated_at=at)

    def refused(self, reasons: tuple[str, ...], *, at: datetime) -> Self:
        """Return the question with the reasons why it can't be published."""
        return self.with_(status=QuestionStatus.REFUSED, refusals=reasons, updated_at=at)

    def version(self) -> "QuestionVersion":
        """Return the version that the current content becomes."""
        return QuestionVersion(
            id=version_id(self.id, self.published_version),
            question_id=self.id,
            number=self.published_version,
            content=self.content,
            published_at=self.updated_at,
        )


class QuestionVersion(Entity):
    """One published version; it never changes."""

    question_id: str
    number: int
    content: QuestionContent
    published_at: datetime


def version_id(question_id: str, number: int) -> str:
    """Return the id of one version."""
    return f"{question_id}:{number}"
