"""A problem package on its way to being a question: what runs of its submissions tell is waited for."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from shared.data.repository import Entity
from shared.model import FrozenModel

IMPORT_KIND = "question_package_import"
PATIENCE = timedelta(hours=7)
"""How long an import may stand still: longer than its subscribers wait for what they depend on."""
KEPT_FOR_RETRY = timedelta(days=7)
"""How long a failed import and its package wait for another try."""
MAX_PACKAGE_BYTES = 64 * 1024 * 1024
FILE_IMPORT_KIND = "question_import"
MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_ROWS = 2_000
TRIAL = 0
"""The number of the version that submissions run on, before anything is published."""


class ImportPhase(StrEnum):
    """Received; then accepted submissions run to find the time limit, where there is none; then all others."""

    RECEIVED = "received"
    TIMING = "timing"
    JUDGING = "judging"


class SubmissionRun(FrozenModel):
    """The run of one submission of the package, and the first phase in which it runs."""

    run_id: str
    submission: str
    phase: ImportPhase


class PackageImport(Entity):
    """The import of one upload, whose id it has. It goes when it is over; the operation says what became of it.

    Where it failed for a reason that may pass, it stays for a while, its upload with it, and can be tried again.
    """

    operation_id: str
    natural_language: str
    phase: ImportPhase = ImportPhase.RECEIVED
    question_id: str = ""
    runs: tuple[SubmissionRun, ...] = ()
    warnings: tuple[dict[str, str | int | None], ...] = ()
    created_by: str
    created_at: datetime

    def awaited(self) -> tuple[SubmissionRun, ...]:
        """Return the runs whose results the next step needs: those so far."""
        wanted = (ImportPhase.TIMING,) if self.phase is ImportPhase.TIMING else tuple(ImportPhase)
        return tuple(run for run in self.runs if run.phase in wanted)

    def due(self) -> tuple[SubmissionRun, ...]:
        """Return the runs that begin with this phase."""
        return tuple(run for run in self.runs if run.phase is self.phase)

    def read(
        self, question_id: str, runs: tuple[SubmissionRun, ...], warnings: tuple[dict[str, str | int | None], ...]
    ) -> Self:
        """Return the import once its package is a draft question."""
        first = ImportPhase.TIMING if any(run.phase is ImportPhase.TIMING for run in runs) else ImportPhase.JUDGING
        return self.with_(question_id=question_id, runs=runs, warnings=warnings, phase=first)

    def timed(self) -> Self:
        """Return the import once the time limit is known."""
        return self.with_(phase=ImportPhase.JUDGING)
