"""Questions as a file that an import takes, kept for a few days."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, Self

from shared.data.repository import Entity, Repository
from shared.domain.questions.content import CodingContent, QuestionContent
from shared.domain.questions.filters import QuestionFilter
from shared.domain.questions.labels import Labels
from shared.domain.questions.model import Question
from shared.model import FrozenModel
from shared.ports.files import FileRef

EXPORT_KIND = "question_export"
KEPT_FOR = timedelta(days=7)
MAX_NOTES = 200


class ExportFormat(StrEnum):
    """JSON and YAML hold every kind; CSV holds what one row of a table says."""

    JSON = "json"
    YAML = "yaml"
    CSV = "csv"

    @property
    def content_type(self) -> str:
        """The file's media type, the one that its upload for an import has."""
        return "text/csv" if self is ExportFormat.CSV else f"application/{self.value}"

    @property
    def file_name(self) -> str:
        """The name it is downloaded under."""
        return f"questions.{self.value}"


class QuestionExport(Entity):
    """An export that was asked for; the id is its operation's. `file` is there once it is written."""

    format: ExportFormat
    chosen: QuestionFilter
    created_by: str
    created_at: datetime
    expires_at: datetime
    file: FileRef | None = None

    @property
    def path(self) -> str:
        """Where it is written among the tenant's files."""
        return f"question-exports/{self.id}"


class QuestionExportRepository(Repository[QuestionExport]):
    """Exports by the id of their operation."""

    collection: ClassVar[str] = "questionExports"
    noun: ClassVar[str] = "question_export"
    model = QuestionExport


class QuestionRecord(FrozenModel):
    """A question as files hold it: what it is, not where it stands."""

    external_id: str | None = None
    labels: Labels = Labels()
    content: QuestionContent

    @classmethod
    def of(cls, question: Question) -> Self:
        """Return the record of a question's draft."""
        return cls(external_id=question.external_id, labels=question.labels, content=question.content)

    def to_record(self) -> dict[str, Any]:
        """Return what JSON and YAML say of it."""
        return self.model_dump(mode="json", by_alias=True)


class ExportNotes:
    """How many questions a file holds, and which it doesn't hold whole."""

    def __init__(self) -> None:
        self.written = 0
        self.left_out = 0
        self.notes: list[dict[str, str]] = []

    def wrote(self, question: Question) -> None:
        """Count a question; texts of tests that lie outside of it don't come along."""
        self.written += 1
        if isinstance(question.content, CodingContent) and question.content.stored_tests:
            self._note(question, "test_data_left_out", "its largest tests lie in test data, which the file lacks")

    def skipped(self, question: Question) -> None:
        """Count a question that no row can hold."""
        self.left_out += 1
        self._note(question, "fits_no_row", "a table can't say all of it; export it as JSON or YAML")

    def to_result(self) -> dict[str, Any]:
        """Return the counts and the first 200 notes, as an operation's result has them."""
        return {"written": self.written, "leftOut": self.left_out, "notes": self.notes}

    def _note(self, question: Question, code: str, message: str) -> None:
        if len(self.notes) < MAX_NOTES:
            self.notes.append({"questionId": question.id, "code": code, "message": message})
