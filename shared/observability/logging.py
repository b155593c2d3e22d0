"""JSON logs on standard output, as Cloud Logging reads them."""

import json
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TextIO

from shared.observability.tracing import trace_id

Fields = dict[str, Any]

_fields: ContextVar[Fields | None] = ContextVar("log_fields", default=None)
stream: TextIO | None = None


def bind(project: str, *, function: str, request_id: str, tenant_id: str | None, traceparent: str) -> None:
    """Name the call that the following lines of this task belong to."""
    _fields.set(
        {
            "function": function,
            "requestId": request_id,
            "tenantId": tenant_id,
            "logging.googleapis.com/trace": f"projects/{project}/traces/{trace_id(traceparent)}",
        }
    )


def bound() -> Fields:
    """Return what names the call that this task belongs to; nothing outside calls."""
    return _fields.get() or {}


def log(severity: str, message: str, **fields: Any) -> None:
    """Write one line."""
    line = {
        "severity": severity,
        "time": datetime.now(UTC).isoformat(),
        "message": message,
        **bound(),
        **fields,
    }
    print(json.dumps(line, default=str), file=stream or sys.stdout, flush=True)


def info(message: str, **fields: Any) -> None:
    """Log something worth knowing."""
    log("INFO", message, **fields)


def warning(message: str, **fields: Any) -> None:
    """Log something that may need a look."""
    log("WARNING", message, **fields)


def error(message: str, exception: BaseException | None = None, **fields: Any) -> None:
    """Log a defect or a failure, with its stack."""
    if exception is not None:
        fields["exception"] = "".join(traceback.format_exception(exception))
    log("ERROR", message, **fields)
