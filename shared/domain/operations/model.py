"""Operations: work that goes on after its request was answered, and how far it has come (AIP-151)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field

from shared.data.repository import Entity
from shared.errors import FailedPrecondition
from shared.model import FrozenModel

PROGRESS_EVERY = timedelta(seconds=1)
"""Whoever listens needs no more, and one document takes about one write a second."""

KEPT_FOR = timedelta(days=90)
"""How long an operation can be read after it was over."""

LOG_LINES = 50
LINE_LENGTH = 200


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


class LogLine(FrozenModel):
    """What was worth telling, and when."""

    at: datetime
    text: str


class Operation(Entity):
    """One piece of long work; `kind` says what is done, `subject_id` to what.

    What is over stays as it is: a late report, or one that is delivered again, changes nothing. Only a failed one that
    is `retryable` begins again; `tries` counts its beginnings. The log holds the last lines.
    """

    kind: str
    subject_id: str
    status: OperationStatus = OperationStatus.PENDING
    progress: OperationProgress = OperationProgress()
    progressed_at: datetime | None = None
    log: tuple[LogLine, ...] = ()
    result: dict[str, Any] | None = None
    error: OperationError | None = None
    retryable: bool = False
    tries: Annotated[int, Field(ge=1)] = 1
    created_by: str
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    expires_at: datetime | None = None

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
        """Return the operation as far as it has come; it is running by that.

        What comes within a second of the last report, and is not all there is to do, is left out.
        """
        if self.is_over:
            return self
        recent = self.progressed_at is not None and at - self.progressed_at < PROGRESS_EVERY
        if recent and progress.done != progress.total:
            return self
        return self.started(at=at).with_(progress=progress, progressed_at=at)

    def logged(self, lines: Sequence[str], *, at: datetime) -> Self:
        """Return the operation with more lines in its log, each cut to 200 characters; the last 50 are kept."""
        if self.is_over or not lines:
            return self
        more = tuple(LogLine(at=at, text=line[:LINE_LENGTH]) for line in lines)
        return self.with_(log=(*self.log, *more)[-LOG_LINES:])

    def succeeded(self, result: dict[str, Any], *, at: datetime) -> Self:
        """Return the operation with its result, a JSON object."""
        return self._over(OperationStatus.SUCCEEDED, at, result=result)

    def failed(self, error: OperationError, *, at: datetime, final: bool = False) -> Self:
        """Return the operation with the reason why it has no result; `final` where trying again would be no use."""
        retryable = self.retryable and not final
        return self._over(OperationStatus.FAILED, at, error=error, retryable=retryable)

    def given_up(self) -> Self:
        """Return the operation that failed as one that can't be tried again: what it worked on is gone."""
        return self.with_(retryable=False)

    def cancelled(self, *, at: datetime) -> Self:
        """Return the operation as nobody wants it any more; who works on it sees that with the next report.

        Raise FailedPrecondition when it came to another end.
        """
        if self.is_over and self.status is not OperationStatus.CANCELLED:
            raise FailedPrecondition("the operation is over; there is nothing to cancel", code="operation_over")
        return self._over(OperationStatus.CANCELLED, at)

    def retried(self) -> Self:
        """Return the operation as it begins again; raise FailedPrecondition where it hasn't failed or can't."""
        if self.status is not OperationStatus.FAILED:
            raise FailedPrecondition("only an operation that failed can be tried again", code="operation_not_failed")
        if not self.retryable:
            raise FailedPrecondition(
                "trying this again would fail again; begin another with other input", code="operation_not_retryable"
            )
        return self.with_(
            status=OperationStatus.PENDING,
            progress=OperationProgress(),
            progressed_at=None,
            error=None,
            tries=self.tries + 1,
            started_at=None,
            finished_at=None,
            expires_at=None,
        )

    def has_expired(self, *, at: datetime) -> bool:
        """Whether it was over so long ago that nobody is shown it any more."""
        return self.expires_at is not None and at >= self.expires_at

    def _over(self, status: OperationStatus, at: datetime, **outcome: Any) -> Self:
        return self if self.is_over else self.with_(status=status, finished_at=at, expires_at=at + KEPT_FOR, **outcome)
