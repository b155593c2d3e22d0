"""Where runs are stored."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.domain.execution.model import Run


class RunRepository(Repository[Run]):
    """Runs."""

    collection: ClassVar[str] = "runs"
    noun: ClassVar[str] = "run"
    model = Run
