"""A company signs up: a reservation, then the account outside, then the tenant with its owner in one commit.

What a killed sign-up leaves half done is taken up by the same person's next try, or cleaned up by `reconcile_sign_up`.
"""

from datetime import timedelta

from shared.auth.roles import Role
from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.events import PARTITION, EmailVerificationRequested
from shared.domain.accounts.sessions import SignInSession, SignInSessions
from shared.domain.tenants.events import SignUpStarted, TenantCreated
from shared.domain.tenants.model import Member, Tenant
from shared.domain.tenants.repository import MemberEmails, MemberRepository, TenantRepository
from shared.domain.tenants.schemas import AuthResult, DisplayName, EmailAddress, NewPassword, Subdomain
from shared.domain.tenants.subdomains import Reservation, Subdomains
from shared.domain.tenants.users import UserRecord, add_to_tenant
from shared.errors import AlreadyExists, InvalidInput
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import ANONYMOUS, AUTH, AUTH_ADDRESS
from shared.runtime.requests import Request, Title

RECONCILE_AFTER = timedelta(minutes=10)
"""Longer than any call may take, so that what is cleaned up is surely dead; not scaled in the local stack."""


class SignUp(Request):
    """The company, its subdomain and its owner."""

    company_name: Title
    subdomain: Subdomain
    email: EmailAddress
    password: NewPassword
    display_name: DisplayName


@command(
    "POST /v1/auth/sign-up",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    idempotent=True,
    limits=(ANONYMOUS, AUTH, AUTH_ADDRESS),
    errors=(AlreadyExists,),
    status=201,
    runtime=Runtime.AUTH,
)
async def sign_up(request: SignUp, ctx: ExternalContext) -> AuthResult:
    """Create a tenant with its owner, and sign the owner in."""
    new_tenant_id, new_user_id = ctx.new_id(), ctx.new_id()

    async def reserve(work: UnitOfWork) -> tuple[Reservation, str]:
        held = await Subdomains(work).reserve(
            request.subdomain, tenant_id=new_tenant_id, user_id=new_user_id, email=request.email
        )
        user_id = held.user_id or new_user_id
        work.enter_tenant(held.tenant_id)
        started = SignUpStarted(user_id=user_id, email=request.email, subdomain=request.subdomain)
        work.emit(started, at=ctx.now + RECONCILE_AFTER)
        return held, user_id

    reservation, user_id = await ctx.prepare(reserve)
    tenant_id = reservation.tenant_id
    identity = ctx.outside.identity

    async def release(work: UnitOfWork) -> None:
        await Subdomains(work).release(request.subdomain, tenant_id)

    # A taken address counts as a failed try: it tells that there is an account.
    async with ctx.attempt(request.email):
        try:
            await identity.create_account(user_id, request.email, request.password, request.display_name)
        except (AlreadyExists, InvalidInput):
            await ctx.prepare(release)
            raise
        # Before the tenant is made: whoever takes up a sign-up must have begun it, and nothing can fail afterwards.
        account_id = (await identity.sign_in(request.email, request.password)).user_id
    session = SignInSession.begun(ctx.new_id(), at=ctx.now, address=ctx.scope.address, user_agent=ctx.scope.user_agent)
    tokens = await identity.sign_in_as(account_id, session.claims)

    async def found_tenant(work: UnitOfWork) -> UserRecord:
        work.enter_tenant(tenant_id)
        await Subdomains(work).take(request.subdomain, tenant_id)
        tenant = Tenant(id=tenant_id, name=request.company_name, subdomain=request.subdomain, created_at=ctx.now)
        owner = Member(
            id=user_id,
            email=request.email,
            display_name=request.display_name,
            role=Role.OWNER,
            joined_at=ctx.now,
        )
        TenantRepository(work).add(tenant)
        MemberRepository(work).add(owner)
        await MemberEmails(work).claim(work, request.email, user_id)
        await SignInSessions(work, user_id).open(session)
        work.emit(TenantCreated(owner_id=user_id))
        work.emit(EmailVerificationRequested(user_id=user_id, email=request.email), to=PARTITION)
        work.about(memberId=user_id)
        return await add_to_tenant(work, user_id, email=request.email, display_name=request.display_name)

    record = await ctx.finish(found_tenant)
    return AuthResult.signed_in(tokens, session.id, request.email, record, tenant_id)
