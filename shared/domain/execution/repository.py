"""Where runs are stored."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.domain.execution.model import Run, RunProgress


class RunRepository(Repository[Run]):
    """Runs."""

    collection: ClassVar[str] = "runs"
    noun: ClassVar[str] = "run"
    model = Run


class RunProgressRepository(Repository[RunProgress]):
    """The projection browsers listen to."""

    collection: ClassVar[str] = "runProgress"
    noun: ClassVar[str] = "run_progress"
    model = RunProgress
