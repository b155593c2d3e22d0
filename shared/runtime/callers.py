"""From a request to its caller: the token says who, the tenant header where, the member document as what.

An API key says who and where at once; its document says whether it holds, and what it may do.
"""

import math
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar

from starlette.requests import Request as HttpRequest

from shared.auth.api_keys import PREFIX as API_KEY_PREFIX
from shared.auth.api_keys import ApiKeyToken, read_api_key
from shared.auth.caller import FOLLOW_UP_UNTIL, Anonymous, ApiKeyCaller, Caller, Candidate, Member, User
from shared.auth.conditions import holds
from shared.auth.roles import ROLES, Condition, Grants, Role
from shared.auth.sign_in_sessions import CLAIM, LISTENS_ONLY, is_open, sessions_path
from shared.auth.tenant_states import TenantState, admits
from shared.data.store import AmbiguousCommit, Document, Update, WriteConflict
from shared.data.unit_of_work import Reads
from shared.errors import FieldProblem, InvalidInput, NotFound, PermissionDenied, Unauthenticated
from shared.ports.identity import TokenClaims
from shared.runtime.browser_sessions import cookie_credential
from shared.runtime.composition import Composition
from shared.runtime.declare import Access, HttpDeclaration

CALLER_TTL = timedelta(seconds=30)
LAST_USE_INTERVAL = timedelta(minutes=5)
MAX_REMEMBERED = 10_000
STAFF_CLAIM = "platformStaff"
SUPPORT_GRANTS = "supportGrants"

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


async def authenticate(
    request: HttpRequest, declaration: HttpDeclaration, composition: Composition
) -> Credential | None:
    """Return what the credential says, None without one; raise Unauthenticated for a bad one.

    A token goes before a browser's cookie. An API key is checked later, when its document is read with the rest.
    """
    token = declaration.wire.credential(request.headers)
    if token is None:
        return await cookie_credential(request, declaration, composition)
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
            if declaration.access is not Access.IN_TENANT:
                raise PermissionDenied("this is about a person's sign-in; use their access token")
            return credential.tenant_id
        if declaration.access is Access.PLATFORM_STAFF and not _is_staff(credential):
            raise PermissionDenied("this is for platform staff")
        if declaration.access is not Access.IN_TENANT:
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

    def tenant_path(self, tenant_id: str | None, now: datetime) -> str | None:
        """Return the tenant's document to read, None when it is known to be active or nothing is about it."""
        if tenant_id is None or self._composition.active_tenants.get(tenant_id, now) > now:
            return None
        return f"tenants/{tenant_id}/tenant/{tenant_id}"

    async def require_open(self, tenant_id: str | None, reads: Reads, now: datetime) -> None:
        """Raise PermissionDenied when the tenant's state does not admit the function."""
        path, permission = self.tenant_path(tenant_id, now), self._declaration.permission
        if tenant_id is None or path is None or permission is None:
            return
        document = await reads.read_absolute(path)
        stored = document.data.get("state", TenantState.ACTIVE) if document else TenantState.CLOSED
        state = TenantState(stored)
        if not admits(state, permission, writes=self._declaration.writes):
            raise PermissionDenied(f"this tenant is {state}; its owner knows more", code=f"tenant_{state}")
        if state is TenantState.ACTIVE:
            _remember(self._composition.active_tenants, tenant_id, now + CALLER_TTL)

    def unchecked(self) -> Caller:
        """Return whoever the credential names, before anybody knows what they may do."""
        anonymous = self._declaration.access is Access.ANONYMOUS
        match self._credential:
            case TokenClaims(custom=custom) as claims if self._is_candidate and not anonymous:
                role = Role.FORMER_CANDIDATE if FOLLOW_UP_UNTIL in custom else Role.CANDIDATE
                return Candidate(claims.user_id, str(custom["tenantId"]), str(custom["invitationId"]), role)
            case TokenClaims() as claims:
                session = str(claims.custom.get(CLAIM, ""))
                return User(claims.user_id, claims.email, _is_staff(claims), session, claims.email_verified)
            case ApiKeyToken() as key if not anonymous:
                return ApiKeyCaller(key.key_id, key.tenant_id, frozenset())
            case _:
                return Anonymous(self._address)

    async def caller(self, tenant_id: str | None, reads: Reads, now: datetime) -> Caller:
        """Return the caller; raise PermissionDenied for no active member, Unauthenticated for no key or session."""
        credential = self._credential
        if isinstance(credential, TokenClaims):
            _require_callable(credential)
            _require_followable(credential, now)
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
            ends = credential.valid_until(document.data) if document else None
            until = min(until, ends or until)
        else:
            grant = await self._support_grant(credential, document, reads, now)
            caller = _supporter(grant, credential, tenant_id) if grant else _member(document, credential, tenant_id)
            until = min(until, grant.data["expiresAt"]) if grant else until
            await self._note_sign_in(credential, document)
        _remember(self._composition.callers, key, (caller, until))
        return caller

    async def _key_caller(self, key: ApiKeyToken, document: Document | None, now: datetime) -> ApiKeyCaller:
        caller = key.admitted(document.data, now) if document else None
        if document is None or caller is None:
            raise invalid_api_key()
        used = document.data["lastUsedAt"]
        if used is None or now - used >= LAST_USE_INTERVAL:
            await self._note(document, "lastUsedAt", now)
        return caller

    async def _support_grant(
        self, claims: TokenClaims, member: Document | None, reads: Reads, now: datetime
    ) -> Document | None:
        """Return what lets platform staff in where they are no member, None for everybody else."""
        if member is not None or not _is_staff(claims):
            return None
        grant = await reads.get(f"{SUPPORT_GRANTS}/{claims.user_id}")
        holds_now = grant is not None and grant.data["revokedAt"] is None and grant.data["expiresAt"] > now
        return grant if holds_now else None

    async def _note_sign_in(self, claims: TokenClaims, document: Document | None) -> None:
        """Record a sign-in with its first request to the tenant: one write for each, whatever follows."""
        last = document.data.get("lastSignInAt") if document else None
        if document is not None and (last is None or last < claims.signed_in_at):
            await self._note(document, "lastSignInAt", claims.signed_in_at)

    async def _note(self, document: Document, field: str, at: datetime) -> None:
        # Losing to another writer is fine: that noted the same, or changed what is next read anyway.
        with suppress(WriteConflict, AmbiguousCommit):
            update = Update(document.path, {**document.data, field: at}, document.version)
            await self._composition.store.commit([update])

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


def authorize(
    declaration: HttpDeclaration, caller: Caller, entity: Document | None, whole: Document | None = None
) -> None:
    """Raise unless the caller's role, or key, grants the declared permission under its condition."""
    if declaration.permission is None:
        return
    condition = grants_of(caller).get(declaration.permission)
    if condition is None:
        raise PermissionDenied(f"this needs the permission {declaration.permission}")
    if not holds(condition, caller, entity.data if entity else None, whole.data if whole else None):
        if condition is Condition.NOT_OWNER:
            raise PermissionDenied("only an owner decides about an owner", code="owner_protected")
        noun = declaration.loads.repository.noun if declaration.loads else "thing"
        raise NotFound(f"there is no such {noun.replace('_', ' ')}", code=f"{noun}_not_found")


def grants_of(caller: Caller) -> Grants:
    """Return what a caller may do, and under which conditions."""
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


def _require_callable(claims: TokenClaims) -> None:
    """Raise Unauthenticated for a token that only listens."""
    if LISTENS_ONLY in claims.custom:
        raise Unauthenticated("this token listens to live documents and does nothing else", code="listens_only")


def _require_followable(claims: TokenClaims, now: datetime) -> None:
    """Raise Unauthenticated for a former candidate's token once they may follow their attempt up no more."""
    if now.timestamp() >= claims.custom.get(FOLLOW_UP_UNTIL, math.inf):
        raise Unauthenticated("the time to come back after the attempt is over", code="follow_up_over")


def _member(document: Document | None, claims: TokenClaims, tenant_id: str) -> Member:
    if document is None or not document.data.get("isActive", False):
        raise PermissionDenied("you are not a member of this tenant", code="not_a_member")
    return Member(claims.user_id, claims.email, tenant_id, Role(document.data["role"]))


def _supporter(grant: Document, claims: TokenClaims, tenant_id: str) -> Member:
    return Member(claims.user_id, claims.email, tenant_id, Role(grant.data["role"]), grant.data["grantId"])


def _is_staff(claims: TokenClaims) -> bool:
    return claims.custom.get(STAFF_CLAIM) is True
