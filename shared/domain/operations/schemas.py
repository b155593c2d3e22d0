"""Operations as callers see them."""

from datetime import datetime
from typing import Any

from shared.domain.operations.model import LogLine, OperationError, OperationProgress, OperationStatus
from shared.model import View


class OperationSummary(View):
    """An operation in a list: `result` is there once it succeeded, `error` once it failed."""

    id: str
    kind: str
    subject_id: str
    status: OperationStatus
    progress: OperationProgress
    result: dict[str, Any] | None
    error: OperationError | None
    retryable: bool
    tries: int
    created_by: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    expires_at: datetime | None


class OperationView(OperationSummary):
    """An operation with the last lines of its log."""

    log: tuple[LogLine, ...]
