"""Failures as Cloud Error Reporting groups them: one line of the log with the stack, the service and the request."""

import traceback
from dataclasses import dataclass
from typing import Any

from shared.observability import logging

REPORTED = "type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent"


@dataclass(frozen=True, slots=True)
class HttpContext:
    """The request that met a failure; `route` is the declared path, since the one asked for may hold secrets."""

    method: str
    route: str
    status: int
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """A failure: where it was raised, and in which call."""

    message: str
    exception: BaseException
    service: str
    version: str
    request_id: str
    http: HttpContext | None

    @property
    def frames(self) -> list[traceback.FrameSummary]:
        """Where it was, the outermost call first."""
        return list(traceback.extract_tb(self.exception.__traceback__))


def capture_error(
    message: str, exception: BaseException, *, version: str, http: HttpContext | None = None, **fields: Any
) -> ErrorReport:
    """Log a failure with its stack, for Error Reporting to group; return it for whoever else is told."""
    bound = logging.bound()
    service = str(bound.get("function", "ella"))
    report = ErrorReport(message, exception, service, version, str(bound.get("requestId", "")), http)
    context: dict[str, Any] = {}
    if report.frames:
        last = report.frames[-1]
        context["reportLocation"] = {
            "filePath": last.filename,
            "lineNumber": last.lineno,
            "functionName": last.name,
        }
    if http is not None:
        context["httpRequest"] = {
            "method": http.method,
            "url": http.route,
            "userAgent": http.user_agent,
            "responseStatusCode": http.status,
        }
    reported = {
        "@type": REPORTED,
        "stack_trace": "".join(traceback.format_exception(exception)),
        "serviceContext": {"service": service, "version": version},
        "context": context,
    }
    logging.log("ERROR", message, **reported, **fields)
    return report
