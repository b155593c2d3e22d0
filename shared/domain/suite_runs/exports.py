"""A run's results as a file that promptfoo's tools read, kept for a few days."""

from datetime import datetime, timedelta
from typing import ClassVar

from shared.data.repository import Entity, Repository
from shared.ports.files import FileRef

EXPORT_KIND = "case_result_export"
KEPT_FOR = timedelta(days=7)
CONTENT_TYPE = "application/json"
FILE_NAME = "results.json"


class CaseResultExport(Entity):
    """An export that was asked for; the id is its operation's. `file` is there once it is written."""

    run_id: str
    created_by: str
    created_at: datetime
    expires_at: datetime
    file: FileRef | None = None

    @property
    def path(self) -> str:
        """Where it is written among the tenant's files."""
        return f"case-result-exports/{self.id}"


class CaseResultExportRepository(Repository[CaseResultExport]):
    """Exports by the id of their operation."""

    collection: ClassVar[str] = "caseResultExports"
    noun: ClassVar[str] = "case_result_export"
    model = CaseResultExport
