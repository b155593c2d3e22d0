"""What a handler is given. The context's type is its authority: a query can't write, a command can't call outside."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from shared.auth.caller import ApiKeyCaller, Caller, Candidate, Member, User
from shared.auth.permissions import Permission
from shared.auth.roles import always_grants
from shared.config import Config
from shared.data.unit_of_work import Reads, UnitOfWork
from shared.errors import InternalError, NotFound, PermissionDenied
from shared.ids import IdSequence
from shared.ports.files import TenantFiles
from shared.ports.models import ModelError
from shared.ports.search import TenantSearch, TenantSearchIndex
from shared.ports.secrets import TenantSecrets

if TYPE_CHECKING:
    from pydantic import BaseModel

    from shared.data.platform_documents import PlatformDocuments
    from shared.domain.knowledge.index_model import EmbeddingModel
    from shared.events.bus import EventBus
    from shared.runtime.cached_values import CachedValue
    from shared.runtime.composition import Composition
    from shared.runtime.health import DependencyHealth
    from shared.runtime.sign_in_attempts import SignInAttempts

M = TypeVar("M", bound="BaseModel")
T = TypeVar("T")
Step = Callable[[UnitOfWork], Awaitable[T]]


@dataclass(frozen=True, slots=True)
class CallScope:
    """What one call is to everything it touches; frozen across re-runs."""

    caller: Caller
    now: datetime
    request_id: str
    traceparent: str
    causation_id: str
    config: Config
    address: str = ""
    user_agent: str = ""
    cookies: dict[str, str] = field(default_factory=dict[str, str])


class Context:
    """What every handler sees."""

    def __init__(self, scope: CallScope) -> None:
        self.scope = scope

    @property
    def caller(self) -> Caller:
        """Who calls."""
        return self.scope.caller

    @property
    def now(self) -> datetime:
        """The call's time, the same in each re-run."""
        return self.scope.now

    @property
    def config(self) -> Config:
        """This process's configuration."""
        return self.scope.config

    def set_cookies(self, cookies: Mapping[str, str]) -> None:
        """Have a success carry Set-Cookie headers, given by the cookies' names."""
        self.scope.cookies.update(cookies)

    @property
    def member(self) -> Member:
        """The caller, in a function that only members may call."""
        if not isinstance(self.caller, Member):
            raise InternalError("this function's permission admits more than members")
        return self.caller

    @property
    def user(self) -> User:
        """The caller, in a function about a person's own account; raise PermissionDenied for a candidate."""
        if not isinstance(self.caller, User):
            raise PermissionDenied("this is about a person's account; candidates have none")
        return self.caller

    @property
    def author(self) -> str:
        """The member's id, or the key's name, in a function that makes something for either."""
        return self.caller.principal if isinstance(self.caller, ApiKeyCaller) else self.member.user_id

    def holds(self, permission: Permission) -> bool:
        """Tell whether the caller holds a permission whatever it is used on."""
        if isinstance(self.caller, ApiKeyCaller):
            return permission in self.caller.scopes
        return isinstance(self.caller, Member | Candidate) and always_grants(self.caller.role, permission)

    @property
    def candidate(self) -> Candidate:
        """The caller, in a function that only candidates may call."""
        if not isinstance(self.caller, Candidate):
            raise InternalError("this function's permission admits more than candidates")
        return self.caller


class QueryContext(Context):
    """Read."""

    def __init__(self, scope: CallScope, reads: Reads, outside: "Composition") -> None:
        super().__init__(scope)
        self.reads = reads
        self._outside = outside

    @property
    def search(self) -> TenantSearch:
        """What can be found in the call's tenant."""
        return TenantSearch(self._outside.search, self.reads.tenant_id)

    async def dependencies(self) -> "tuple[DependencyHealth, ...]":
        """Return whether what this function rests on answers."""
        return await self._outside.readiness.look()

    async def cached(self, shown: "CachedValue[M]") -> "M":
        """Return a value as it was made for anybody in the tenant; whoever may not see it was refused before."""
        from shared.runtime.caches import CacheKey

        key = CacheKey(self.reads.tenant_id, shown.kind, shown.parts)
        return await self._outside.caches.get(key, shown.model, shown.load)

    async def embedded(self, question: str, embedding: "EmbeddingModel") -> Sequence[float]:
        """Return a question as a vector of what it means; raise DependencyUnavailable without a model.

        Of a provider it raises FailedPrecondition without a key, BudgetUsedUp, or a ModelError.
        """
        from shared.runtime.embedding import question_vector

        return await question_vector(self.reads, self._outside, embedding, question, at=self.now)

    async def provider_answers(self, provider: str) -> bool:
        """Tell whether a provider of models that needs no key answers, and is configured at all."""
        try:
            await self._outside.models.list_models(provider, total=1.0)
        except (NotFound, ModelError):
            return False
        return True

    async def signed_download(self, path: str, *, expires_in: timedelta, filename: str) -> str:
        """Return a URL that downloads one of the tenant's files under a name, whoever follows it."""
        files = TenantFiles(self._outside.files, self.reads.tenant_id)
        return await files.signed_download(path, expires_in=expires_in, filename=filename)


class StaffContext(QueryContext):
    """Read across tenants, for platform staff; `reads` are of the platform's own partition."""

    def __init__(self, scope: CallScope, reads: Reads, outside: "Composition", documents: "PlatformDocuments") -> None:
        super().__init__(scope, reads, outside)
        self.documents = documents


class CommandContext(Context):
    """Read, write and emit in one unit of work, which the runtime commits."""

    def __init__(self, scope: CallScope, work: UnitOfWork) -> None:
        super().__init__(scope)
        self.work = work

    def new_id(self) -> str:
        """Return the next identifier of this call."""
        return self.work.new_id()


class SubscriberContext(CommandContext):
    """Handle an event in one unit of work, whose commit also marks the event as handled."""

    def __init__(self, scope: CallScope, work: UnitOfWork, event_id: str) -> None:
        super().__init__(scope, work)
        self.event_id = event_id


class ExternalContext(Context):
    """Call outside, between commits of one's own: `prepare`, the external step, `finish`."""

    def __init__(
        self,
        scope: CallScope,
        outside: "Composition",
        ids: IdSequence,
        run: Callable[[Step[T], bool], Awaitable[T]],
        event_id: str = "",
        tenant_id: str | None = None,
        attempts: "SignInAttempts | None" = None,
    ) -> None:
        super().__init__(scope)
        self.outside = outside
        self._attempts = attempts
        self._tenant_id = tenant_id
        self.event_id = event_id
        self._ids = ids
        self._run = run

    @property
    def tenant_id(self) -> str:
        """The tenant that the call is for."""
        if self._tenant_id is None:
            raise InternalError("this function works without a tenant")
        return self._tenant_id

    @property
    def files(self) -> TenantFiles:
        """The files of the call's tenant."""
        return TenantFiles(self.outside.files, self.tenant_id)

    @property
    def secrets(self) -> TenantSecrets:
        """The secrets of the call's tenant."""
        return TenantSecrets(self.outside.secrets, self.tenant_id)

    @property
    def search(self) -> TenantSearchIndex:
        """What can be found in the call's tenant, to keep up to date."""
        return TenantSearchIndex(self.outside.search, self.tenant_id)

    def attempt(self, account: str) -> AbstractAsyncContextManager[None]:
        """Count what is done within as one try at an account's password or link; it is refused after too many."""
        if self._attempts is None:
            raise InternalError("only a request is a try")
        return self._attempts.attempt(account)

    def new_id(self) -> str:
        """Return the next identifier of this call."""
        return self._ids.next()

    async def prepare(self, step: Step[T]) -> T:
        """Commit a unit of work of its own before the external step; `step` may run more than once."""
        return await self._run(step, False)  # pyright: ignore[reportArgumentType, reportReturnType]

    async def finish(self, step: Step[T]) -> T:
        """Commit the effect after the external step; for a subscriber this also marks the event as handled."""
        return await self._run(step, True)  # pyright: ignore[reportArgumentType, reportReturnType]


class PlatformContext(Context):
    """Work across tenants, and outside. For `functions/platform` and scheduled functions only."""

    def __init__(self, scope: CallScope, outside: "Composition", documents: "PlatformDocuments") -> None:
        super().__init__(scope)
        self.outside = outside
        self.documents = documents

    @property
    def bus(self) -> "EventBus":
        """Where events are published."""
        return self.outside.bus
