"""Four words say what a function is: `query`, `command`, `subscriber`, `scheduled`.

The declaration is a frozen value on the handler, as `__declaration__`. Declaring registers nothing and runs nothing;
everything that must agree with it (routes, manifests, documents, tests) is derived from it.
"""

import re
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from shared.auth.permissions import Permission
from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.errors import EllaError
from shared.events.event import Event
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import Policy
from shared.runtime.streams import Stream
from shared.runtime.wires import ENVELOPE, Wire

ATTRIBUTE = "__declaration__"
REFERENCE = timedelta(minutes=5)
"""How long a reference list may be kept, which changes with a release or a runner alone."""
DEFAULT_MAX_BODY = 1024 * 1024

Handler = Callable[..., Any]
H = TypeVar("H", bound=Handler)


class Access(StrEnum):
    """Who may call at all; permissions decide the rest."""

    ANONYMOUS = "anonymous"
    SIGNED_IN = "signed_in"
    IN_TENANT = "in_tenant"
    PLATFORM_STAFF = "platform_staff"


@dataclass(frozen=True, slots=True)
class Loads:
    """The entity a function is about: read together with the member, judged by conditions, and the source of its ETag.

    `beside` names, from the request, the tenant's other documents that come in the same round trip. `tagged=False` is
    for an answer that holds more than the entity: no ETag tells when that changes. `whole` is the repository, and the
    field with the id, of what the entity is a part of: it comes along, and conditions judge both.
    """

    repository: type[Repository[Any]]
    field: str
    beside: Callable[[Any], Sequence[str]] | None = None
    tagged: bool = True
    whole: tuple[type[Repository[Any]], str] | None = None


@dataclass(frozen=True, slots=True)
class HttpDeclaration:
    """A function that answers HTTP requests."""

    name: str
    handler: Handler
    summary: str
    method: str
    path: str
    writes: bool
    request_model: type[Any]
    response_model: Any
    access: Access
    permission: Permission | None
    tenantless: bool
    idempotent: bool
    external: bool
    audited: bool
    loads: Loads | None
    lists: QueryShape | None
    limits: tuple[Policy, ...]
    cost: Callable[[Any], int]
    errors: tuple[type[EllaError], ...]
    status: int
    max_body: int
    runtime: Runtime
    wire: Wire
    aliases: tuple[str, ...]
    kept_for: timedelta | None = None

    @property
    def path_parameters(self) -> tuple[str, ...]:
        """The names in braces, as in the path."""
        return tuple(re.findall(r"\{(\w+)\}", self.path))


@dataclass(frozen=True, slots=True)
class DocumentCreated:
    """A Firestore *created* trigger on a path pattern."""

    pattern: str


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """What any subscriber could not handle in five deliveries."""


@dataclass(frozen=True, slots=True)
class SubscriberDeclaration:
    """A function that handles events of one type, or a platform trigger."""

    name: str
    handler: Handler
    summary: str
    source: type[Event] | DocumentCreated | DeadLetters
    external: bool
    give_up_after: timedelta
    audited: bool
    runtime: Runtime


@dataclass(frozen=True, slots=True)
class ScheduledDeclaration:
    """A function that runs every so often; `local_every` is how often the local stack ticks it."""

    name: str
    handler: Handler
    summary: str
    every: timedelta
    local_every: timedelta
    runtime: Runtime


Declaration = HttpDeclaration | SubscriberDeclaration | ScheduledDeclaration


def query(
    route: str,
    *,
    permission: Permission | None = None,
    access: Access = Access.IN_TENANT,
    tenantless: bool = False,
    loads: Loads | None = None,
    lists: QueryShape | None = None,
    audited: bool = False,
    limits: tuple[Policy, ...] = (),
    errors: tuple[type[EllaError], ...] = (),
    runtime: Runtime = Runtime.API,
    wire: Wire = ENVELOPE,
    aliases: tuple[str, ...] = (),
    kept_for: timedelta | None = None,
) -> Callable[[H], H]:
    """Declare a function that only reads: `"GET /v1/things/{thingId}"`.

    `audited=True` is for what shows personal data. `kept_for` is how long a browser may keep an answer, which must be
    the same for everybody; any other answer may not be kept at all.
    """
    if kept_for is not None and (audited or loads is not None or lists is not None):
        raise TypeError(f"{route!r}: what belongs to a tenant is not kept outside of it")
    return _http(
        route,
        writes=False,
        permission=permission,
        access=access,
        tenantless=tenantless,
        idempotent=False,
        external=False,
        audited=audited,
        loads=loads,
        lists=lists,
        limits=limits,
        cost=_one,
        errors=errors,
        status=200,
        max_body=DEFAULT_MAX_BODY,
        runtime=runtime,
        wire=wire,
        aliases=aliases,
        kept_for=kept_for,
    )


def command(
    route: str,
    *,
    permission: Permission | None = None,
    access: Access = Access.IN_TENANT,
    tenantless: bool = False,
    idempotent: bool = False,
    external: bool = False,
    audited: bool = True,
    loads: Loads | None = None,
    limits: tuple[Policy, ...] = (),
    cost: Callable[[Any], int] | None = None,
    errors: tuple[type[EllaError], ...] = (),
    status: int = 200,
    max_body: int = DEFAULT_MAX_BODY,
    runtime: Runtime = Runtime.API,
    wire: Wire = ENVELOPE,
    aliases: tuple[str, ...] = (),
) -> Callable[[H], H]:
    """Declare a function that changes something: `"POST /v1/things"`.

    `external=True`: the handler calls something outside between commits of its own, and is never re-run blindly.
    `idempotent=True`: an `Idempotency-Key` is remembered for 24 hours. `audited=False` is for high-frequency writes.
    `cost` is how many requests a request counts for, in the tenant's limits.
    """
    return _http(
        route,
        writes=True,
        permission=permission,
        access=access,
        tenantless=tenantless,
        idempotent=idempotent,
        external=external,
        audited=audited,
        loads=loads,
        lists=None,
        limits=limits,
        cost=cost or _one,
        errors=errors,
        status=status,
        max_body=max_body,
        runtime=runtime,
        wire=wire,
        aliases=aliases,
    )


def subscriber(
    source: type[Event] | DocumentCreated | DeadLetters,
    *,
    external: bool = False,
    give_up_after: timedelta = timedelta(hours=6),
    audited: bool = False,
    runtime: Runtime = Runtime.PROCESSOR,
) -> Callable[[H], H]:
    """Declare a function that handles events of one type, each once in effect.

    `external=True`: the handler calls something outside under a lease. `give_up_after` is how long an event that is due
    waits for a dependency that is down. `audited=True`: nobody asked for the change, so the log says that Ella made it.
    """

    def declare(handler: H) -> H:
        return _attach(
            handler,
            SubscriberDeclaration(
                handler.__name__, handler, _summary(handler), source, external, give_up_after, audited, runtime
            ),
        )

    return declare


def scheduled(
    every: timedelta, *, local_every: timedelta | None = None, runtime: Runtime = Runtime.PROCESSOR
) -> Callable[[H], H]:
    """Declare a platform function that runs every so often."""

    def declare(handler: H) -> H:
        return _attach(
            handler,
            ScheduledDeclaration(handler.__name__, handler, _summary(handler), every, local_every or every, runtime),
        )

    return declare


def _one(request: Any) -> int:
    return 1


def declaration_of(handler: Handler) -> Declaration:
    """Return a handler's declaration; raise TypeError where there is none."""
    declaration = getattr(handler, ATTRIBUTE, None)
    if declaration is None:
        raise TypeError(f"{handler.__name__} declares nothing")
    return declaration


def _http(route: str, **settings: Any) -> Callable[[H], H]:
    method, _, path = route.partition(" ")
    writes: bool = settings["writes"]
    if not path.startswith("/") or (method == "GET") == writes:
        raise TypeError(f"{route!r}: a query is a GET, a command is not")

    def declare(handler: H) -> H:
        hints = _hints(handler)
        if settings["access"] is Access.IN_TENANT and settings["permission"] is None:
            raise TypeError(f"{handler.__name__} names no permission")
        declaration = HttpDeclaration(
            name=handler.__name__,
            handler=handler,
            summary=_summary(handler),
            method=method,
            path=path,
            request_model=hints["request"],
            response_model=_whole(hints["return"]),
            **settings,
        )
        return _attach(handler, declaration)

    return declare


def _hints(handler: Handler) -> Mapping[str, Any]:
    hints = typing.get_type_hints(handler)
    if set(hints) != {"request", "ctx", "return"}:
        raise TypeError(f"{handler.__name__} must be (request: …, ctx: …) -> …")
    return hints


def _whole(returned: Any) -> Any:
    """Return what a handler's whole answer is, where it may answer with a stream of the same instead."""
    others = [each for each in typing.get_args(returned) if each is not Stream]
    return others[0] if Stream in typing.get_args(returned) else returned


def _summary(handler: Handler) -> str:
    lines = (handler.__doc__ or "").strip().splitlines()
    if not lines:
        raise TypeError(f"{handler.__name__} has no docstring to be its summary")
    return lines[0].rstrip(".")


def _attach(handler: H, declaration: Declaration) -> H:
    setattr(handler, ATTRIBUTE, declaration)
    return handler
