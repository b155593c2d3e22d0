"""From a request to its caller: the token says who, the tenant header where, the member document as what."""

from datetime import datetime, timedelta
from typing import TypeVar

from starlette.requests import Request as HttpRequest

from shared.auth.caller import Anonymous, Caller, Candidate, Member, User
from shared.auth.conditions import holds
from shared.auth.roles import ROLES, Role
from shared.data.store import Document
from shared.data.unit_of_work import Reads
from shared.errors import FieldProblem, InvalidInput, NotFound, PermissionDenied, Unauthenticated
from shared.ports.identity import TokenClaims
from shared.runtime.composition import Composition
from shared.runtime.declare import Access, HttpDeclaration

MEMBERSHIP_TTL = timedelta(seconds=30)
MAX_REMEMBERED = 10_000

K = TypeVar("K")
V = TypeVar("V")


def client_address(request: HttpRequest, trusted_proxies: int) -> str:
    """Return the client's address: the one the outermost trusted proxy saw."""
    if trusted_proxies:
        hops = [hop.strip() for hop in request.headers.get("x-forwarded-for", "").split(",") if hop.strip()]
        if len(hops) >= trusted_proxies:
            return hops[-trusted_proxies]
    return request.client.host if request.client else "unknown"


async def authenticate(request: HttpRequest, composition: Composition) -> TokenClaims | None:
    """Return the claims of the bearer token, None without one; raise Unauthenticated for a bad one."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated("send 'Authorization: Bearer <access token>'", code="invalid_token")
    return await composition.tokens.verify(token.strip())


class CallerResolver:
    """Find the caller of one request; knows which documents that takes, so that they are read with the rest."""

    def __init__(
        self, declaration: HttpDeclaration, composition: Composition, claims: TokenClaims | None, address: str
    ) -> None:
        self._declaration = declaration
        self._composition = composition
        self._claims = claims
        self._address = address

    async def tenant_id(self, request: HttpRequest, now: datetime) -> str | None:
        """Return the tenant the request is about, None outside tenants; raise when it can't be told."""
        declaration, claims = self._declaration, self._claims
        if declaration.access is Access.ANONYMOUS:
            return None
        if claims is None:
            raise Unauthenticated("sign in first")
        if declaration.access is Access.SIGNED_IN:
            return None
        if "tenantId" in claims.custom:
            return str(claims.custom["tenantId"])
        named = request.headers.get("x-tenant-id")
        if named is not None:
            if not named.isalnum() or len(named) > 100:
                problem = FieldProblem("/X-Tenant-Id", "invalid_header", "use the tenant's id as it was given")
                raise InvalidInput("X-Tenant-Id is not a tenant's id", fields=[problem])
            return named
        return await self._only_tenant(claims.user_id, now)

    def membership_path(self, tenant_id: str | None, now: datetime) -> str | None:
        """Return the member document to read, None when it is cached or not needed."""
        if tenant_id is None or self._claims is None or self._is_candidate:
            return None
        cached = self._composition.memberships.get((tenant_id, self._claims.user_id))
        if cached is not None and cached[1] > now:
            return None
        return f"tenants/{tenant_id}/members/{self._claims.user_id}"

    def user(self) -> Caller:
        """Return whoever signed in, before their membership is known."""
        claims = self._claims
        return User(claims.user_id, claims.email) if claims else Anonymous(self._address)

    async def caller(self, tenant_id: str | None, reads: Reads, now: datetime) -> Caller:
        """Return the caller; raise PermissionDenied for somebody who is not an active member."""
        claims = self._claims
        if claims is None or self._declaration.access is Access.ANONYMOUS:
            return self.user()
        if self._is_candidate:
            return Candidate(claims.user_id, str(claims.custom["tenantId"]), str(claims.custom["invitationId"]))
        if tenant_id is None:
            return self.user()
        key = (tenant_id, claims.user_id)
        path = self.membership_path(tenant_id, now)
        if path is None:
            return self._composition.memberships[key][0]
        member = _member(await reads.read_absolute(path), claims, tenant_id)
        if member is None:
            self._composition.memberships.pop(key, None)
            raise PermissionDenied("you are not a member of this tenant", code="not_a_member")
        _remember(self._composition.memberships, key, (member, now + MEMBERSHIP_TTL))
        return member

    @property
    def _is_candidate(self) -> bool:
        return self._claims is not None and "invitationId" in self._claims.custom

    async def _only_tenant(self, user_id: str, now: datetime) -> str:
        cached = self._composition.only_tenants.get(user_id)
        if cached is None or cached[1] <= now:
            path = f"users/{user_id}"
            document = (await self._composition.store.get_many([path])).get(path)
            tenants: list[str] = document.data.get("tenantIds", []) if document else []
            if len(tenants) != 1:
                problem = FieldProblem("/X-Tenant-Id", "missing_header", "name the tenant this request is about")
                raise InvalidInput("say which tenant: send X-Tenant-Id", code="tenant_required", fields=[problem])
            cached = (tenants[0], now + MEMBERSHIP_TTL)
            _remember(self._composition.only_tenants, user_id, cached)
        return cached[0]


def _remember(cache: dict[K, V], key: K, value: V) -> None:
    """Keep a value, and no more of them than an instance can hold; what is not the case is never kept."""
    if len(cache) >= MAX_REMEMBERED:
        cache.pop(next(iter(cache)))
    cache[key] = value


def authorize(declaration: HttpDeclaration, caller: Caller, entity: Document | None) -> None:
    """Raise unless the caller's role grants the declared permission under its condition."""
    if declaration.permission is None:
        return
    role = caller.role if isinstance(caller, Member | Candidate) else None
    condition = ROLES[role].get(declaration.permission) if role else None
    if condition is None:
        raise PermissionDenied(f"this needs the permission {declaration.permission}")
    if not holds(condition, caller, entity.data if entity else None):
        noun = declaration.loads.repository.noun if declaration.loads else "thing"
        raise NotFound(f"there is no such {noun.replace('_', ' ')}", code=f"{noun}_not_found")


def _member(document: Document | None, claims: TokenClaims, tenant_id: str) -> Member | None:
    if document is None or not document.data.get("isActive", False):
        return None
    return Member(claims.user_id, claims.email, tenant_id, Role(document.data["role"]))
