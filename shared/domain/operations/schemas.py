"""Operations as callers see them."""

from datetime import datetime
from typing import Any

from shared.domain.operations.model import OperationError, OperationProgress, OperationStatus
from shared.model import View


class OperationView(View):
    """An operation: `result` is there once it succeeded, `error` once it failed."""

    id: str
    kind: str
    subject_id: str
    status: OperationStatus
    progress: OperationProgress
    result: dict[str, Any] | None
    error: OperationError | None
    created_by: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
