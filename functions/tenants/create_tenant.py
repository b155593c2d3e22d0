"""Somebody with an account may have more than one company."""

from shared.auth.caller import User
from shared.auth.roles import Role
from shared.domain.tenants.events import TenantCreated
from shared.domain.tenants.model import Member, Tenant
from shared.domain.tenants.repository import MemberEmails, MemberRepository, TenantRepository, email_path
from shared.domain.tenants.schemas import Subdomain, TenantView
from shared.domain.tenants.subdomains import Subdomains, subdomain_path
from shared.domain.tenants.users import add_to_tenant, find_user, user_path
from shared.errors import AlreadyExists, FailedPrecondition, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Access, command
from shared.runtime.requests import Request, Title


class CreateTenant(Request):
    """The company and its subdomain; the caller becomes its owner."""

    company_name: Title
    subdomain: Subdomain


@command(
    "POST /v1/tenants",
    access=Access.SIGNED_IN,
    tenantless=True,
    idempotent=True,
    errors=(AlreadyExists, FailedPrecondition, PermissionDenied),
    status=201,
)
async def create_tenant(request: CreateTenant, ctx: CommandContext) -> TenantView:
    """Create another tenant as somebody who is signed in."""
    caller = ctx.caller
    if not isinstance(caller, User):
        raise PermissionDenied("a candidate's token makes no tenant; sign in with an account")
    if caller.email is None:
        raise FailedPrecondition("an owner needs an account with an e-mail address", code="email_required")
    tenant = Tenant(id=ctx.new_id(), name=request.company_name, subdomain=request.subdomain, created_at=ctx.now)
    ctx.work.enter_tenant(tenant.id)
    places = [user_path(caller.user_id), ctx.work.absolute(email_path(caller.email))]
    await ctx.work.prefetch([*places, subdomain_path(request.subdomain)])
    await Subdomains(ctx.work).claim(request.subdomain, tenant.id)
    known = await find_user(ctx.work, caller.user_id)
    name = known.display_name if known and known.display_name else caller.email
    owner = Member(id=caller.user_id, email=caller.email, display_name=name, role=Role.OWNER, joined_at=ctx.now)
    TenantRepository(ctx.work).add(tenant)
    MemberRepository(ctx.work).add(owner)
    await MemberEmails(ctx.work).claim(ctx.work, owner.email, owner.id)
    await add_to_tenant(ctx.work, owner.id, email=owner.email, display_name=name)
    ctx.work.emit(TenantCreated(owner_id=owner.id))
    ctx.work.about(memberId=owner.id)
    return TenantView.of(tenant)
