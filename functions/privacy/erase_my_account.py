"""A person leaves every tenant, each of which erases them as it would by itself; then their account goes.

Nothing is done before all of their tenants can do without them. Whoever is cut off in between is still signed in, and
asks again.
"""

from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.events import PARTITION, AccountErasureRequested
from shared.domain.accounts.sessions import SignInSessions
from shared.domain.audit.erasures import KIND, Erasure, request_erasure
from shared.domain.operations.transitions import begun
from shared.domain.privacy.schemas import AccountErasureView, TenantErasureView
from shared.domain.tenants.departures import depart_for_good
from shared.domain.tenants.owners import Owners
from shared.domain.tenants.repository import MemberRepository
from shared.domain.tenants.schemas import Password
from shared.domain.tenants.users import find_user, remove_from_tenant
from shared.engines.addresses import person_key
from shared.errors import FailedPrecondition, Unauthenticated
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import AUTH, AUTH_ADDRESS
from shared.runtime.requests import Request


class EraseMyAccount(Request):
    """The password, so that nobody does this on a device that was left open."""

    password: Password


@command(
    "POST /v1/profile/erasure",
    access=Access.SIGNED_IN,
    tenantless=True,
    external=True,
    limits=(AUTH, AUTH_ADDRESS),
    errors=(FailedPrecondition, Unauthenticated),
    status=202,
    runtime=Runtime.AUTH,
)
async def erase_my_account(request: EraseMyAccount, ctx: ExternalContext) -> AccountErasureView:
    """Erase one's account and one's personal data in every tenant."""
    user = ctx.user
    if user.email is None:
        raise FailedPrecondition("this account has no e-mail and no password", code="no_password")
    async with ctx.attempt(user.email):
        await ctx.outside.identity.sign_in(user.email, request.password)
    tenant_ids = await ctx.prepare(lambda work: _tenant_ids(work, user.user_id))
    for tenant_id in tenant_ids:
        await ctx.prepare(lambda work, tenant_id=tenant_id: _require_dispensable(work, tenant_id, user.user_id))
    erasures: list[TenantErasureView] = []
    for tenant_id in tenant_ids:
        erasure_id = ctx.new_id()
        erased = await ctx.finish(
            lambda work, tenant_id=tenant_id, id=erasure_id: _leave(work, tenant_id, user.user_id, erasure_id=id)
        )
        if erased:
            erasures.append(TenantErasureView(tenant_id=tenant_id, erasure_id=erasure_id))

    async def conclude(work: UnitOfWork) -> None:
        work.enter_tenant(PARTITION)
        await SignInSessions(work, user.user_id).end_all()
        work.emit(AccountErasureRequested(user_id=user.user_id))

    await ctx.prepare(conclude)
    return AccountErasureView(erasures=tuple(erasures))


async def _tenant_ids(work: UnitOfWork, user_id: str) -> tuple[str, ...]:
    user = await find_user(work, user_id)
    return user.tenant_ids if user else ()


async def _require_dispensable(work: UnitOfWork, tenant_id: str, user_id: str) -> None:
    """Raise FailedPrecondition, naming the tenant, where the person is the last owner."""
    work.enter_tenant(tenant_id)
    member = await MemberRepository(work).find(user_id)
    try:
        if member is not None:
            await Owners(work).require_another(member)
    except FailedPrecondition as error:
        message = "you are a tenant's last owner: make somebody else an owner there, or close it, first"
        raise FailedPrecondition(message, code=error.code, details={"tenantId": tenant_id}) from error


async def _leave(work: UnitOfWork, tenant_id: str, user_id: str, *, erasure_id: str) -> bool:
    """Leave one tenant and have it erase what it knows; False where the person was no member."""
    work.enter_tenant(tenant_id)
    member = await MemberRepository(work).find(user_id)
    if member is None:
        await remove_from_tenant(work, user_id)
        return False
    await depart_for_good(work, member)
    begun(work, id=erasure_id, kind=KIND, subject_id=user_id, created_by=user_id)
    person = person_key(member.email)
    request_erasure(
        work, Erasure(id=erasure_id, member_id=user_id, person=person, created_by=user_id, created_at=work.now)
    )
    work.about(memberId=user_id)
    return True
