"""Questions: a draft that is edited, and immutable published versions of it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from shared.data.repository import Entity
from shared.domain.questions.content import CodingContent, QuestionContent
from shared.domain.questions.labels import Labels
from shared.domain.questions.solutions import Expectation
from shared.errors import FailedPrecondition
from shared.model import FrozenModel
from shared.ports.files import FileRef

VALIDATION_PATIENCE = timedelta(minutes=15)


class QuestionStatus(StrEnum):
    """Where the draft stands; a published version stays usable whatever happens to the draft."""

    DRAFT = "draft"
    VALIDATING = "validating"
    PUBLISHED = "published"
    REFUSED = "refused"
    ARCHIVED = "archived"


IN_USE = tuple(status for status in QuestionStatus if status is not QuestionStatus.ARCHIVED)
"""Every status but that of what was put away."""


class Validation(FrozenModel):
    """The run of one known solution, which decides with the others whether a question is published."""

    run_id: str
    solution: str
    expected: Expectation


class TestData(FrozenModel):
    """The file with the texts of stored tests, and which those are; it is replaced, never changed."""

    __test__ = False

    file: FileRef
    tests: tuple[str, ...]


class Question(Entity):
    """A question as its authors see it; `external_id` is what it is called where it was imported from."""

    external_id: str | None = None
    content: QuestionContent
    labels: Labels = Labels()
    test_data: TestData | None = None
    status: QuestionStatus = QuestionStatus.DRAFT
    archived_from: QuestionStatus | None = None
    published_version: int = 0
    validations: tuple[Validation, ...] = ()
    refusals: tuple[str, ...] = ()
    created_by: str
    created_at: datetime
    updated_at: datetime

    def edited(self, content: QuestionContent, *, at: datetime) -> Self:
        """Return the draft with new content; raise FailedPrecondition while it is validated, or when archived."""
        self._require_changeable(at)
        return self.with_(content=content, status=QuestionStatus.DRAFT, refusals=(), updated_at=at)

    def labelled(self, labels: Labels, *, at: datetime) -> Self:
        """Return the question with other labels; a version keeps those that it was published with."""
        return self.with_(labels=labels, updated_at=at)

    def archived(self, *, at: datetime) -> Self:
        """Return the question put away: it is not edited, published or asked in anything new; versions stay usable.

        Raise FailedPrecondition while it is validated, or when it is archived already.
        """
        self._require_changeable(at)
        settled = QuestionStatus.DRAFT if self.status is QuestionStatus.VALIDATING else self.status
        return self.with_(status=QuestionStatus.ARCHIVED, archived_from=settled, updated_at=at)

    def restored(self, *, at: datetime) -> Self:
        """Return the question as it stood before it was archived; raise FailedPrecondition where it isn't."""
        if self.archived_from is None:
            raise FailedPrecondition("the question is not archived", code="question_not_archived")
        return self.with_(status=self.archived_from, archived_from=None, updated_at=at)

    def require_deletable(self, *, at: datetime) -> None:
        """Raise FailedPrecondition once it was published, or while it is validated."""
        self._require_not_validating(at)
        if self.published_version:
            raise FailedPrecondition(
                "a question that was published stays, for the results that rest on it; archive it",
                code="question_was_published",
            )

    @property
    def offered_version(self) -> int:
        """The version that something new may ask, 0 where there is none."""
        return 0 if self.status is QuestionStatus.ARCHIVED else self.published_version

    def validating(self, validations: tuple[Validation, ...], *, at: datetime) -> Self:
        """Return the question while its known solutions run; without any of them it is published at once.

        Raise FailedPrecondition where that is no use.
        """
        self._require_changeable(at)
        if self.status is QuestionStatus.PUBLISHED:
            raise FailedPrecondition("this content is published already", code="question_published")
        self.content.require_publishable()
        self._require_test_data()
        waiting = self.with_(status=QuestionStatus.VALIDATING, validations=validations, refusals=(), updated_at=at)
        return waiting if validations else waiting.published(at=at)

    def awaits(self, run_id: str) -> bool:
        """Tell whether this run decides about the question; one of an earlier try doesn't."""
        return self.status is QuestionStatus.VALIDATING and any(each.run_id == run_id for each in self.validations)

    def _require_changeable(self, at: datetime) -> None:
        self._require_not_validating(at)
        if self.status is QuestionStatus.ARCHIVED:
            raise FailedPrecondition("the question is archived; restore it first", code="question_archived")

    def _require_not_validating(self, at: datetime) -> None:
        """Raise FailedPrecondition while the result may still come; one that never does mustn't lock the question."""
        if self.status is QuestionStatus.VALIDATING and at < self.updated_at + VALIDATION_PATIENCE:
            raise FailedPrecondition("the question is being validated; wait for the result", code="question_validating")

    def _require_test_data(self) -> None:
        """Raise FailedPrecondition where the content names stored tests that there are not."""
        there = set(self.test_data.tests) if self.test_data else set[str]()
        content = self.content
        missing = sorted(content.stored_tests - there) if isinstance(content, CodingContent) else []
        if missing:
            raise FailedPrecondition(
                f"the test data lacks {', '.join(missing[:10])}", code="question_test_data_missing"
            )

    @property
    def next_version(self) -> int:
        """The number that the version after the published one gets."""
        return self.published_version + 1

    def published(self, *, at: datetime) -> Self:
        """Return the question with one more published version."""
        return self.with_(status=QuestionStatus.PUBLISHED, published_version=self.next_version, updated_at=at)

    def refused(self, reasons: tuple[str, ...], *, at: datetime) -> Self:
        """Return the question with the reasons why it can't be published."""
        return self.with_(status=QuestionStatus.REFUSED, refusals=reasons, updated_at=at)


class QuestionVersion(Entity):
    """A question's content as it was when publishing began; once published it never changes."""

    question_id: str
    number: int
    content: QuestionContent
    labels: Labels = Labels()
    test_data: FileRef | None = None
    created_at: datetime

    @classmethod
    def next_of(cls, question: Question, *, at: datetime) -> Self:
        """Return the version that the current content becomes once it is validated."""
        number = question.next_version
        return cls(
            id=version_id(question.id, number),
            question_id=question.id,
            number=number,
            content=question.content,
            labels=question.labels,
            test_data=question.test_data.file if question.test_data else None,
            created_at=at,
        )

    def variant(self, seed: int | None) -> QuestionContent:
        """Return what is asked for a seed; 0 stands in where none was drawn."""
        return self.content.variant(variant_key(self.question_id, seed or 0))


def variant_key(question_id: str, seed: int) -> str:
    """Return what a question's parameters are drawn for: the same in each version, so that a mended one asks the same.

    A seed may be shared by all questions of an attempt.
    """
    return f"{question_id}:{seed}"


def version_id(question_id: str, number: int) -> str:
    """Return the id of one version."""
    return f"{question_id}:{number}"


def version_number(id: str) -> int:
    """Return the number in a version's id."""
    return int(id.rpartition(":")[2])
