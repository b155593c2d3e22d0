"""Requests that can be read in two ways are refused: a proxy in front may have read them in the other one."""

from starlette.datastructures import Headers

from shared.errors import FieldProblem, InvalidInput

ONCE = ("authorization", "content-type", "idempotency-key", "if-match", "x-auth-token", "x-csrf-token", "x-tenant-id")
"""Headers that decide who asks for what."""


def require_one_meaning(headers: Headers) -> None:
    """Raise InvalidInput for a header given twice, or a body framed in two ways."""
    for name in ONCE:
        if len(headers.getlist(name)) > 1:
            problem = FieldProblem(f"/{name}", "duplicate_header", "give it once")
            raise InvalidInput(f"{name} is given twice", code="ambiguous_request", fields=[problem])
    if "content-length" in headers and "transfer-encoding" in headers:
        problem = FieldProblem("/content-length", "two_framings", "give either it or transfer-encoding")
        raise InvalidInput("the body is framed in two ways", code="ambiguous_request", fields=[problem])
