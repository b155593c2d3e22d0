"""Operations: work that goes on after its request was answered, and how far it has come (AIP-151)."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field

from shared.data.repository import Entity
from shared.model import FrozenModel

PROGRESS_EVERY = timedelta(seconds=1)
"""Whoever listens needs no more, and one document takes about one write a second."""


class OperationStatus(StrEnum):
    """Pending, then running, then over in one of three ways."""

    PENDING = "pending"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class OperationProgress(FrozenModel):
    """How much is done; `total` is None while nobody knows."""

    done: Annotated[int, Field(ge=0)] = 0
    total: Annotated[int, Field(ge=0)] | None = None


class OperationError(FrozenModel):
    """Why an operation failed: a stable code, a message that says what to do, and each thing that is wrong."""

    code: str
    message: str
    details: tuple[dict[str, Any], ...] = ()


class Operation(Entity):
    """One piece of long work; `kind` says what is done, `subject_id` to what.

    What is over stays as it is: a late report, or one that is delivered again, changes nothing.
    """

    kind: str
    subject_id: str
    status: OperationStatus = OperationStatus.PENDING
    progress: OperationProgress = OperationProgress()
    result: dict[str, Any] | None = None
    error: OperationError | None = None
    created_by: str
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more."""
        return self.status not in (OperationStatus.PENDING, OperationStatus.RUNNING)

    def started(self, *, at: datetime) -> Self:
        """Return the running operation."""
        if self.status is not OperationStatus.PENDING:
            return self
        return self.with_(status=OperationStatus.RUNNING, started_at=at)

    def progressed(self, progress: OperationProgress, *, at: datetime) -> Self:
        """Return the operation as far as it has come; it is running by that."""
        if self.is_over:
            return self
        return self.started(at=at).with_(progress=progress)

    def succeeded(self, result: dict[str, Any], *, at: datetime) -> Self:
        """Return the operation with its result, a JSON object."""
        return self._over(OperationStatus.SUCCEEDED, at, result=result)

    def failed(self, error: OperationError, *, at: datetime) -> Self:
        """Return the operation with the reason why it has no result."""
        return self._over(OperationStatus.FAILED, at, error=error)

    def cancelled(self, *, at: datetime) -> Self:
        """Return the operation as nobody wants it any more; who works on it sees that with the next report."""
        return self._over(OperationStatus.CANCELLED, at)

    def _over(self, status: OperationStatus, at: datetime, **outcome: Any) -> Self:
        return self if self.is_over else self.with_(status=status, finished_at=at, **outcome)
