"""From a request to its caller: the token says who, the tenant header where, the member document as what.

An API key says who and where at once; its document says whether it holds, and what it may do.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from starlette.requests import Request as HttpRequest

from shared.auth.api_keys import PREFIX as API_KEY_PREFIX
from shared.auth.api_keys import ApiKeyToken, read_api_key
from shared.auth.caller import Anonymous, ApiKeyCaller, Caller, Candidate, Member, User
from shared.auth.conditions import holds
from shared.auth.roles import ROLES, Condition, Grants, Role
from shared.auth.sign_in_sessions import CLAIM, is_open, sessions_path
from shared.data.store import AmbiguousCommit, Document, Update, WriteConflict
from shared.data.unit_of_work import Reads
from shared.errors import FieldProblem, InvalidInput, NotFound, PermissionDenied, Unauthenticated
from shared.ports.identity import TokenClaims
from shared.runtime.composition import Composition
from shared.runtime.declare import Access, HttpDeclaration
from shared.runtime.wires import Wire

CALLER_TTL = timedelta(seconds=30)
LAST_USE_INTERVAL = timedelta(minutes=5)
MAX_REMEMBERED = 10_000

Credential = TokenClaims | ApiKeyToken

K = TypeVar("K")
V = TypeVar("V")


def client_address(request: HttpRequest, trusted_proxies: int) -> str:
    """Return the client's address: the one the outermost trusted proxy saw."""
    if trusted_proxies:
        hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",") if hop.strip()]
        if len(hops) >= trusted_proxies:
            return hops[-trusted_proxies]
    return request.client.host if request.client else "unknown"


async def authenticate(request: HttpRequest, wire: Wire, composition: Composition) -> Credential | None:
    """Return what the credential says, None without one; raise Unauthenticated for a bad one.

    An API key is checked later, when its document is read with the rest.
    """
    token = wire.credential(request.headers)
    if token is None:
        return None
    if not token.startswith(API_KEY_PREFIX):
        return await composition.tokens.verify(token)
    key = read_api_key(token)
    if key is None:
        raise invalid_api_key()
    return key


def invalid_api_key() -> Unauthenticated:
    """Return the one error for a key that is unknown, forged, revoked or expired."""
    return Unauthenticated("this API key does not hold, or not any more", code="invalid_api_key")


class CallerResolver:
    """Find the caller of one request; knows which documents that takes, so that they are read with the rest."""

    def __init__(
        self, declaration: HttpDeclaration, composition: Composition, credential: Credential | None, address: str
    ) -> None:
        self._declaration = declaration
        self._composition = composition
        self._credential = credential
        self._address = address

    @property
    def subject(self) -> str | None:
        """Whose requests are counted together, None without a credential; nobody can use up another's limits."""
        match self._credential:
            case None:
                return None
            case ApiKeyToken() as key:
                return key.secret_hash
            case claims:
                return str(claims.custom.get("invitationId", claims.user_id))

    async def tenant_id(self, request: HttpRequest, now: datetime) -> str | None:
        """Return the tenant the request is about, None outside tenants; raise when it can't be told."""
        declaration, credential = self._declaration, self._credential
        if declaration.access is Access.ANONYMOUS:
            return None
        if credential is None:
            raise Unauthenticated("sign in first")
        if isinstance(credential, ApiKeyToken):
            if declaration.access is Access.SIGNED_IN:
                raise PermissionDenied("this is about a person's sign-in; use their access token")
            return credential.tenant_id
        if declaration.access is Access.SIGNED_IN:
            return None
        if "tenantId" in credential.custom:
            return str(credential.custom["tenantId"])
        named = request.headers.get("x-tenant-id")
        if named is not None:
            if not named.isalnum() or len(named) > 100:
                problem = FieldProblem("/X-Tenant-Id", "invalid_header", "use the tenant's id as it was given")
                raise InvalidInput("X-Tenant-Id is not a tenant's id", fields=[problem])
            return named
        return await self._only_tenant(credential.user_id, now)

    def caller_paths(self, tenant_id: str | None, now: datetime) -> tuple[str, ...]:
        """Return the documents that say what the caller is, none when that is cached or not needed."""
        if self._needs_nothing or (tenant_id is not None and self._cached(tenant_id, now)):
            return ()
        if isinstance(self._credential, ApiKeyToken):
            return (self._credential.path,)
        sessions = sessions_path(self._user_id)
        return (sessions,) if tenant_id is None else (sessions, f"tenants/{tenant_id}/members/{self._user_id}")

    def unchecked(self) -> Caller:
        """Return whoever the credential names, before anybody knows what they may do."""
        anonymous = self._declaration.access is Access.ANONYMOUS
        match self._credential:
            case TokenClaims(custom=custom) as claims if self._is_candidate and not anonymous:
                return Candidate(claims.user_id, str(custom["tenantId"]), str(custom["invitationId"]))
            case TokenClaims() as claims:
                return User(claims.user_id, claims.email, str(claims.custom.get(CLAIM, "")), claims.email_verified)
            case ApiKeyToken() as key if not anonymous:
                return ApiKeyCaller(key.key_id, key.tenant_id, frozenset())
            case _:
                return Anonymous(self._address)

    async def caller(self, tenant_id: str | None, reads: Reads, now: datetime) -> Caller:
        """Return the caller; raise PermissionDenied for no active member, Unauthenticated for no key or session."""
        credential = self._credential
        if credential is None or self._needs_nothing:
            return self.unchecked()
        if tenant_id is not None and (cached := self._cached(tenant_id, now)) is not None:
            return cached
        documents = [await reads.read_absolute(path) for path in self.caller_paths(tenant_id, now)]
        if isinstance(credential, TokenClaims):
            _require_session(documents.pop(0), credential)
        if tenant_id is None:
            return self.unchecked()
        key = self._cache_key(tenant_id)
        self._composition.callers.pop(key, None)
        [document] = documents
        until = now + CALLER_TTL
        if isinstance(credential, ApiKeyToken):
            caller = await self._key_caller(credential, document, now)
            expires_at = document.data["expiresAt"] if document else None
            until = min(until, expires_at or until)
        else:
            caller = _member(document, credential, tenant_id)
        _remember(self._composition.callers, key, (caller, until))
        return caller

    async def _key_caller(self, key: ApiKeyToken, document: Document | None, now: datetime) -> ApiKeyCaller:
        caller = key.admitted(document.data, now) if document else None
        if document is None or caller is None:
            raise invalid_api_key()
        used = document.data["lastUsedAt"]
        if used is None or now - used >= LAST_USE_INTERVAL:
            # Losing to another writer is fine: that was a use as well, or the key's revocation.
            with suppress(WriteConflict, AmbiguousCommit):
                update = Update(document.path, {**document.data, "lastUsedAt": now}, document.version)
                await self._composition.store.commit([update])
        return caller

    def _cached(self, tenant_id: str, now: datetime) -> Member | ApiKeyCaller | None:
        caller, until = self._composition.callers.get(self._cache_key(tenant_id), (None, now))
        return caller if until > now else None

    def _cache_key(self, tenant_id: str) -> tuple[str, str]:
        session = self._credential.custom.get(CLAIM, "") if isinstance(self._credential, TokenClaims) else ""
        return tenant_id, f"{self.subject}/{session}"

    @property
    def _needs_nothing(self) -> bool:
        """Whether the credential alone says who calls."""
        anonymous = self._declaration.access is Access.ANONYMOUS
        return self._credential is None or anonymous or self._is_candidate

    @property
    def _user_id(self) -> str:
        return self._credential.user_id if isinstance(self._credential, TokenClaims) else ""

    @property
    def _is_candidate(self) -> bool:
        return isinstance(self._credential, TokenClaims) and "invitationId" in self._credential.custom

    async def _only_tenant(self, user_id: str, now: datetime) -> str:
        cached = self._composition.only_tenants.get(user_id)
        if cached is None or cached[1] <= now:
            path = f"users/{user_id}"
            document = (await self._composition.store.get_many([path])).get(path)
            tenants: list[str] = document.data.get("tenantIds", []) if document else []
            if len(tenants) != 1:
                problem = FieldProblem("/X-Tenant-Id", "missing_header", "name the tenant this request is about")
                raise InvalidInput("say which tenant: send X-Tenant-Id", code="tenant_required", fields=[problem])
            cached = (tenants[0], now + CALLER_TTL)
            _remember(self._composition.only_tenants, user_id, cached)
        return cached[0]


def _remember(cache: dict[K, V], key: K, value: V) -> None:
    """Keep a value, and no more of them than an instance can hold; what is not the case is never kept."""
    if len(cache) >= MAX_REMEMBERED:
        cache.pop(next(iter(cache)))
    cache[key] = value


def authorize(declaration: HttpDeclaration, caller: Caller, entity: Document | None) -> None:
    """Raise unless the caller's role, or key, grants the declared permission under its condition."""
    if declaration.permission is None:
        return
    condition = _grants(caller).get(declaration.permission)
    if condition is None:
        raise PermissionDenied(f"this needs the permission {declaration.permission}")
    if not holds(condition, caller, entity.data if entity else None):
        noun = declaration.loads.repository.noun if declaration.loads else "thing"
        raise NotFound(f"there is no such {noun.replace('_', ' ')}", code=f"{noun}_not_found")


def _grants(caller: Caller) -> Grants:
    match caller:
        case Member() | Candidate():
            return ROLES[caller.role]
        case ApiKeyCaller():
            return dict.fromkeys(caller.scopes, Condition.ALWAYS)
        case _:
            return {}


def _require_session(sessions: Document | None, claims: TokenClaims) -> None:
    """Raise Unauthenticated for a token of a session that has ended, or that no sign-in of ours began."""
    if not is_open(sessions.data if sessions else None, claims.custom):
        raise Unauthenticated("this sign-in session has ended; sign in again", code="signed_out")


def _member(document: Document | None, claims: TokenClaims, tenant_id: str) -> Member:
    if document is None or not document.data.get("isActive", False):
        raise PermissionDenied("you are not a member of this tenant", code="not_a_member")
    return Member(claims.user_id, claims.email, tenant_id, Role(document.data["role"]))
