"""Coding questions: a draft that is edited, and immutable published versions of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from shared.data.repository import Entity
from shared.engines.languages import LANGUAGES
from shared.errors import FailedPrecondition, FieldProblem
from shared.model import FrozenModel

MAX_TESTS = 100
MAX_TEST_BYTES = 256 * 1024
MAX_STARTER_BYTES = 192 * 1024
MAX_TOTAL_CPU_MS = 60_000
VALIDATION_PATIENCE = timedelta(minutes=15)

Language = Annotated[str, StringConstraints(min_length=1, max_length=40)]
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

    language: Language
    source: Source


class RunLimits(FrozenModel):
    """What one test may use: CPU time in milliseconds, memory in MiB."""

    cpu_ms: Annotated[int, Field(ge=100, le=20_000)] = 2_000
    memory_mib: Annotated[int, Field(ge=16, le=1_024)] = 256


class QuestionContent(FrozenModel):
    """What a version freezes. The bounds keep a version in one document, and its run in one function's time."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
    prompt: Annotated[str, StringConstraints(min_length=1, max_length=50_000)]
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=20)]
    starter_code: Annotated[dict[Language, Source], Field(max_length=20, default_factory=dict)]
    tests: Annotated[tuple[Test, ...], Field(min_length=1, max_length=MAX_TESTS)]
    reference: ReferenceSolution
    limits: Annotated[RunLimits, Field(validate_default=True)] = RunLimits()

    @field_validator("languages")
    @classmethod
    def _languages_are_distinct(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(languages)) < len(languages):
            raise PydanticCustomError("duplicate_language", "name each language once")
        return languages

    @field_validator("starter_code")
    @classmethod
    def _starter_code_fits(cls, starter_code: dict[str, str]) -> dict[str, str]:
        if sum(len(source.encode()) for source in starter_code.values()) > MAX_STARTER_BYTES:
            raise PydanticCustomError(
                "starter_code_too_large", "starter code takes at most {most} bytes", {"most": MAX_STARTER_BYTES}
            )
        return starter_code

    @field_validator("tests")
    @classmethod
    def _tests_are_distinct_and_fit(cls, tests: tuple[Test, ...]) -> tuple[Test, ...]:
        if len({test.id for test in tests}) < len(tests):
            raise PydanticCustomError("duplicate_test_id", "give each test an id of its own")
        if sum(len(test.input.encode()) + len(test.expected_output.encode()) for test in tests) > MAX_TEST_BYTES:
            raise PydanticCustomError(
                "tests_too_large", "all tests together take at most {most} bytes", {"most": MAX_TEST_BYTES}
            )
        return tests

    @field_validator("limits")
    @classmethod
    def _tests_end_in_time(cls, limits: RunLimits, info: ValidationInfo) -> RunLimits:
        if limits.cpu_ms * len(info.data.get("tests", ())) > MAX_TOTAL_CPU_MS:
            raise PydanticCustomError(
                "tests_take_too_long",
                "cpuMs times the number of tests is at most {most}",
                {"most": MAX_TOTAL_CPU_MS},
            )
        return limits

    def require_publishable(self) -> None:
        """Raise FailedPrecondition, with each field at fault, when no run could make this a version."""
        problems = list(self._language_problems())
        if problems:
            raise FailedPrecondition(
                "the question can't be published like this; see details",
                code="question_not_publishable",
                fields=problems,
            )

    def _language_problems(self) -> Iterator[FieldProblem]:
        known = ", ".join(LANGUAGES)
        for number, language in enumerate(self.languages):
            if language not in LANGUAGES:
                yield FieldProblem(f"/content/languages/{number}", "language_unsupported", f"choose from: {known}")
        for language in self.starter_code:
            if language not in self.languages:
                pointer = "/content/starterCode/" + language.replace("~", "~0").replace("/", "~1")
                yield FieldProblem(pointer, "language_not_offered", "add the language or remove its starter code")
        if self.reference.language not in LANGUAGES:
            yield FieldProblem("/content/reference/language", "language_unsupported", f"choose from: {known}")
        if self.reference.language not in self.languages:
            yield FieldProblem("/content/reference/language", "language_not_offered", "choose one of the languages")

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
        self._require_not_validating(at)
        return self.with_(content=content, status=QuestionStatus.DRAFT, refusals=(), updated_at=at)

    def validating(self, *, run_id: str, at: datetime) -> Self:
        """Return the question while its reference solution runs; raise FailedPrecondition where that is no use."""
        self._require_not_validating(at)
        if self.status is QuestionStatus.PUBLISHED:
            raise FailedPrecondition("this content is published already", code="question_published")
        self.content.require_publishable()
        return self.with_(status=QuestionStatus.VALIDATING, validation_run_id=run_id, refusals=(), updated_at=at)

    def awaits(self, run_id: str) -> bool:
        """Tell whether this run decides about the question; one of an earlier try doesn't."""
        return self.status is QuestionStatus.VALIDATING and self.validation_run_id == run_id

    def _require_not_validating(self, at: datetime) -> None:
        """Raise FailedPrecondition while the result may still come; one that never does mustn't lock the question."""
        if self.status is QuestionStatus.VALIDATING and at < self.updated_at + VALIDATION_PATIENCE:
            raise FailedPrecondition("the question is being validated; wait for the result", code="question_validating")

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
