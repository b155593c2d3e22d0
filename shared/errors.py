"""The errors Ella speaks of, by canonical category.

EllaError
├── InvalidInput            the caller must change the request
│   ├── PayloadTooLarge     … make it smaller
│   ├── UnsupportedMediaType
│   └── IdempotencyKeyReused  … same key, another request
├── Unauthenticated         who are you?
├── PermissionDenied        not with your role
├── NotFound                not here, or not yours
├── MethodNotAllowed
├── AlreadyExists           someone holds that name
├── FailedPrecondition      not in this state
├── StaleVersion            If-Match names an older version
├── Aborted                 lost a race; trying again is fine
├── ResourceExhausted       too often or too much
├── DeadlineExceeded
├── DependencyUnavailable   something outside is down; the work is kept and tried again
└── InternalError           our fault

Nothing here knows HTTP; `shared.runtime.responses` holds the one table that does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar


class Category(StrEnum):
    """Canonical categories, after gRPC's status codes."""

    INVALID_ARGUMENT = "invalid_argument"
    PAYLOAD_TOO_LARGE = "payload_too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    UNPROCESSABLE = "unprocessable"
    UNAUTHENTICATED = "unauthenticated"
    PERMISSION_DENIED = "permission_denied"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    ALREADY_EXISTS = "already_exists"
    FAILED_PRECONDITION = "failed_precondition"
    STALE_VERSION = "stale_version"
    ABORTED = "aborted"
    RESOURCE_EXHAUSTED = "resource_exhausted"
    DEADLINE_EXCEEDED = "deadline_exceeded"
    UNAVAILABLE = "unavailable"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One bad field: a JSON pointer into the request, a stable code, and what to do."""

    pointer: str
    code: str
    message: str


class EllaError(Exception):
    """Carry a stable `code`, a message that says what to do, and the fields at fault."""

    category: ClassVar[Category] = Category.INTERNAL
    default_code: ClassVar[str] = "internal"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        fields: Sequence[FieldProblem] = (),
        details: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.fields = tuple(fields)
        self.details = details


class InvalidInput(EllaError):
    """The request itself is wrong."""

    category = Category.INVALID_ARGUMENT
    default_code = "invalid_input"


class PayloadTooLarge(InvalidInput):
    """The body is larger than this function takes."""

    category = Category.PAYLOAD_TOO_LARGE
    default_code = "payload_too_large"


class UnsupportedMediaType(InvalidInput):
    """The body's content type is not one this function reads."""

    category = Category.UNSUPPORTED_MEDIA_TYPE
    default_code = "unsupported_media_type"


class IdempotencyKeyReused(InvalidInput):
    """The key was used before with a different request."""

    category = Category.UNPROCESSABLE
    default_code = "idempotency_key_reused"


class Unauthenticated(EllaError):
    """No valid credential came with the request."""

    category = Category.UNAUTHENTICATED
    default_code = "unauthenticated"


class PermissionDenied(EllaError):
    """The caller is known and may not do this."""

    category = Category.PERMISSION_DENIED
    default_code = "permission_denied"


class NotFound(EllaError):
    """No such thing, or not the caller's to see."""

    category = Category.NOT_FOUND
    default_code = "not_found"


class MethodNotAllowed(EllaError):
    """The path exists, the method doesn't."""

    category = Category.METHOD_NOT_ALLOWED
    default_code = "method_not_allowed"


class AlreadyExists(EllaError):
    """A unique name or a thing with one place is taken."""

    category = Category.ALREADY_EXISTS
    default_code = "already_exists"


class FailedPrecondition(EllaError):
    """The thing is not in a state that allows this."""

    category = Category.FAILED_PRECONDITION
    default_code = "failed_precondition"


class StaleVersion(EllaError):
    """`If-Match` names a version that is no longer the current one."""

    category = Category.STALE_VERSION
    default_code = "stale_version"


class Aborted(EllaError):
    """Others kept changing the same documents; the same request may pass now."""

    category = Category.ABORTED
    default_code = "aborted"


class ResourceExhausted(EllaError):
    """A rate limit or quota is used up; `retry_after` is in seconds."""

    category = Category.RESOURCE_EXHAUSTED
    default_code = "rate_limited"

    def __init__(self, message: str, *, retry_after: float | None = None, code: str | None = None) -> None:
        super().__init__(message, code=code)
        self.retry_after = retry_after


class DeadlineExceeded(EllaError):
    """The function's own time limit ran out."""

    category = Category.DEADLINE_EXCEEDED
    default_code = "deadline_exceeded"


class DependencyUnavailable(EllaError):
    """Something outside Ella does not answer: not the input's fault, so the work is kept and tried again."""

    category = Category.UNAVAILABLE
    default_code = "dependency_unavailable"


class InternalError(EllaError):
    """A defect of ours."""

    category = Category.INTERNAL
    default_code = "internal"
