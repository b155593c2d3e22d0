"""What happens to runs."""

from typing import ClassVar

from shared.domain.execution.model import RunPurpose
from shared.events.event import Event


class ExecutionRequested(Event):
    """A program is to be run."""

    type: ClassVar[str] = "execution.run.requested.v1"
    publish_directly: ClassVar[bool] = True
    run_id: str


class ExecutionCompleted(Event):
    """A run has its result; `cpu_ms` is what all its tests took together."""

    type: ClassVar[str] = "execution.run.completed.v1"
    publish_directly: ClassVar[bool] = True
    run_id: str
    purpose: RunPurpose
    subject_id: str
    cpu_ms: int = 0
