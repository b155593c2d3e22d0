"""What those report who work on an operation, each report in the unit of work of what it tells of.

Each returns the operation as it then is. One that is over stays so: whoever finds it cancelled stops working.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from shared.clock import Clock
from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations.events import OperationCancelled, OperationRetried
from shared.domain.operations.model import (
    PROGRESS_EVERY,
    Operation,
    OperationError,
    OperationProgress,
    OperationStatus,
)
from shared.domain.operations.repository import OperationRepository

Step = Callable[[UnitOfWork], Awaitable[Operation]]


def begun(
    work: UnitOfWork, *, id: str, kind: str, subject_id: str, created_by: str, retryable: bool = False
) -> Operation:
    """Add a pending operation; a retryable kind has a subscriber of OperationRetried that begins its work again."""
    operation = Operation(
        id=id, kind=kind, subject_id=subject_id, created_by=created_by, created_at=work.now, retryable=retryable
    )
    OperationRepository(work).add(operation)
    return operation


async def started(work: UnitOfWork, operation_id: str) -> Operation:
    """Say that somebody works on it."""
    return await _changed(work, operation_id, lambda operation: operation.started(at=work.now))


async def progressed(
    work: UnitOfWork,
    operation_id: str,
    done: int,
    total: int | None = None,
    *,
    lines: Sequence[str] = (),
    at: datetime | None = None,
) -> Operation:
    """Say how far it has come, with lines for its log; within one call that takes long, let a `Reporter` choose when.

    What comes within a second of the last report is written only if it has lines or is all there is to do.
    """
    now = at or work.now
    progress = OperationProgress(done=done, total=total)
    return await _changed(
        work, operation_id, lambda operation: operation.progressed(progress, at=now).logged(lines, at=now)
    )


async def succeeded(
    work: UnitOfWork, operation_id: str, result: dict[str, Any], *, lines: Sequence[str] = ()
) -> Operation:
    """Say that it is done, with a JSON object as its result."""
    now = work.now
    return await _changed(
        work, operation_id, lambda operation: operation.logged(lines, at=now).succeeded(result, at=now)
    )


async def failed(
    work: UnitOfWork,
    operation_id: str,
    *,
    code: str,
    message: str,
    details: tuple[dict[str, Any], ...] = (),
    lines: Sequence[str] = (),
    final: bool = False,
) -> Operation:
    """Say that it can't be done, and why; details are JSON objects, one for each thing that is wrong.

    A `final` failure would only be repeated, so that nobody can try again.
    """
    now = work.now
    error = OperationError(code=code, message=message, details=details)
    return await _changed(
        work, operation_id, lambda operation: operation.logged(lines, at=now).failed(error, at=now, final=final)
    )


async def given_up(work: UnitOfWork, operation_id: str) -> Operation:
    """Say that one that failed won't be tried again, and tell who worked on it to clean up."""
    operation = await _changed(work, operation_id, Operation.given_up)
    work.emit(
        OperationCancelled(operation_id=operation.id, operation_kind=operation.kind, subject_id=operation.subject_id)
    )
    return operation


async def cancelled(work: UnitOfWork, operation_id: str) -> Operation:
    """Cancel it, and tell who works on it; raise FailedPrecondition when it came to another end."""
    operation = await OperationRepository(work).get(operation_id)
    if operation.status is OperationStatus.CANCELLED:
        return operation
    work.emit(
        OperationCancelled(operation_id=operation.id, operation_kind=operation.kind, subject_id=operation.subject_id)
    )
    return await _changed(work, operation_id, lambda operation: operation.cancelled(at=work.now))


async def retried(work: UnitOfWork, operation_id: str) -> Operation:
    """Begin one that failed again; raise FailedPrecondition where it hasn't failed or can't be tried again."""
    after = await _changed(work, operation_id, lambda operation: operation.retried())
    work.emit(
        OperationRetried(
            operation_id=after.id, operation_kind=after.kind, subject_id=after.subject_id, tries=after.tries
        )
    )
    return after


async def _changed(work: UnitOfWork, operation_id: str, change: Callable[[Operation], Operation]) -> Operation:
    operations = OperationRepository(work)
    operation = await operations.get(operation_id)
    after = change(operation)
    if after != operation:
        operations.save(after)
    return after


class Reporter:
    """Report the progress of one operation from within one long call, at most once a second.

    `commit` commits a step of its own (an external context's `prepare`); `clock` is the real one, since a call's own
    time stands still.
    """

    def __init__(self, operation_id: str, commit: Callable[[Step], Awaitable[Operation]], clock: Clock) -> None:
        self._operation_id = operation_id
        self._commit = commit
        self._clock = clock
        self._reported_at: datetime | None = None
        self._lines: list[str] = []

    async def progressed(self, done: int, total: int | None = None, *, lines: Sequence[str] = ()) -> Operation | None:
        """Say how far it has come, unless that was said within the last second: then keep the lines, return None."""
        now = self._clock.now()
        self._lines.extend(lines)
        if self._reported_at is not None and now - self._reported_at < PROGRESS_EVERY:
            return None
        self._reported_at = now
        told, self._lines = tuple(self._lines), []
        return await self._commit(lambda work: progressed(work, self._operation_id, done, total, lines=told, at=now))
