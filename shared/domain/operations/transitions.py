"""What those report who work on an operation, each report in the unit of work of what it tells of.

Each returns the operation as it then is. One that is over stays so: whoever finds it cancelled stops working.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from shared.clock import Clock
from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations.model import PROGRESS_EVERY, Operation, OperationError, OperationProgress
from shared.domain.operations.repository import OperationRepository

Step = Callable[[UnitOfWork], Awaitable[Operation]]


def begun(work: UnitOfWork, *, id: str, kind: str, subject_id: str, created_by: str) -> Operation:
    """Add a pending operation."""
    operation = Operation(id=id, kind=kind, subject_id=subject_id, created_by=created_by, created_at=work.now)
    OperationRepository(work).add(operation)
    return operation


async def started(work: UnitOfWork, operation_id: str) -> Operation:
    """Say that somebody works on it."""
    return await _changed(work, operation_id, lambda operation: operation.started(at=work.now))


async def progressed(
    work: UnitOfWork, operation_id: str, done: int, total: int | None = None, *, at: datetime | None = None
) -> Operation:
    """Say how far it has come; within one call that takes long, let a `Reporter` choose when."""
    progress = OperationProgress(done=done, total=total)
    return await _changed(work, operation_id, lambda operation: operation.progressed(progress, at=at or work.now))


async def succeeded(work: UnitOfWork, operation_id: str, result: dict[str, Any]) -> Operation:
    """Say that it is done, with a JSON object as its result."""
    return await _changed(work, operation_id, lambda operation: operation.succeeded(result, at=work.now))


async def failed(
    work: UnitOfWork, operation_id: str, *, code: str, message: str, details: tuple[dict[str, Any], ...] = ()
) -> Operation:
    """Say that it can't be done, and why; details are JSON objects, one for each thing that is wrong."""
    error = OperationError(code=code, message=message, details=details)
    return await _changed(work, operation_id, lambda operation: operation.failed(error, at=work.now))


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

    async def progressed(self, done: int, total: int | None = None) -> Operation | None:
        """Say how far it has come, unless that was said within the last second: then return None."""
        now = self._clock.now()
        if self._reported_at is not None and now - self._reported_at < PROGRESS_EVERY:
            return None
        self._reported_at = now
        return await self._commit(lambda work: progressed(work, self._operation_id, done, total, at=now))
