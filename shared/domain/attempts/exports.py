"""Files about one attempt: its score bundle, or the report on its candidate; each is kept for a few days."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from shared.data.repository import Entity, Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.attempts.events import AttemptExportExpired
from shared.domain.attempts.model import Attempt, AttemptStatus
from shared.errors import FailedPrecondition
from shared.ports.files import FileRef

KEPT_FOR = timedelta(days=7)


class ExportKind(StrEnum):
    """What is written; the value is the operation's kind as well."""

    SCORE_BUNDLE = "score_bundle"
    CANDIDATE_REPORT = "candidate_report"

    @property
    def content_type(self) -> str:
        """The file's media type."""
        return "application/zip" if self is ExportKind.SCORE_BUNDLE else "application/pdf"

    @property
    def file_name(self) -> str:
        """The name it is downloaded under."""
        return "score-bundle.zip" if self is ExportKind.SCORE_BUNDLE else "candidate-report.pdf"


class AttemptExport(Entity):
    """A file that was asked for; the id is its operation's. `file` is there once it is written."""

    kind: ExportKind
    attempt_id: str
    created_by: str
    created_at: datetime
    expires_at: datetime
    file: FileRef | None = None

    @property
    def path(self) -> str:
        """Where it is written among the tenant's files."""
        return f"attempt-exports/{self.id}"


class AttemptExportRepository(Repository[AttemptExport]):
    """Exports by the id of their operation."""

    collection: ClassVar[str] = "attemptExports"
    noun: ClassVar[str] = "attempt_export"
    model = AttemptExport

    async def about(self, attempt_id: str) -> list[AttemptExport]:
        """Return the exports of one attempt."""
        about = Filter("attemptId", Operator.EQUAL, attempt_id)
        return [self._entity(each) for each in await self._reads.query(StoreQuery(self.collection, (about,)))]


def add_export(work: UnitOfWork, export_id: str, kind: ExportKind, attempt: Attempt, *, created_by: str) -> None:
    """Add an export, to be deleted when its time is over; raise FailedPrecondition before there is a result."""
    if attempt.status is not AttemptStatus.SCORED:
        raise FailedPrecondition("the attempt has no result yet; ask again later", code="attempt_not_scored")
    export = AttemptExport(
        id=export_id,
        kind=kind,
        attempt_id=attempt.id,
        created_by=created_by,
        created_at=work.now,
        expires_at=work.now + KEPT_FOR,
    )
    AttemptExportRepository(work).add(export)
    work.emit(AttemptExportExpired(export_id=export_id), at=export.expires_at)
    work.about(exportId=export_id)
