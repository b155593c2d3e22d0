"""A subdomain moves in one commit: no moment with two, none without."""

from shared.auth.permissions import Permission
from shared.domain.tenants.repository import TenantRepository
from shared.domain.tenants.schemas import Subdomain, TenantView
from shared.domain.tenants.subdomains import Subdomains, subdomain_path
from shared.errors import AlreadyExists
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class ChangeSubdomain(Request):
    """The subdomain to have; the one given up is kept from others for 90 days."""

    tenant_id: Identifier
    subdomain: Subdomain


@command(
    "PUT /v1/tenants/{tenantId}/subdomain",
    permission=Permission.TENANTS_MANAGE,
    loads=Loads(TenantRepository, "tenant_id"),
    errors=(AlreadyExists,),
)
async def change_subdomain(request: ChangeSubdomain, ctx: CommandContext) -> TenantView:
    """Give a tenant another subdomain; the one it has already changes nothing."""
    tenants, subdomains = TenantRepository(ctx.work), Subdomains(ctx.work)
    tenant = await tenants.get(request.tenant_id)
    if tenant.subdomain == request.subdomain:
        return TenantView.of(tenant)
    await ctx.work.prefetch([subdomain_path(each) for each in (tenant.subdomain, request.subdomain)])
    await subdomains.claim(request.subdomain, tenant.id)
    await subdomains.retire(tenant.subdomain, tenant.id)
    moved = tenant.with_(subdomain=request.subdomain)
    tenants.save(moved)
    ctx.work.about(subdomain=moved.subdomain)
    return TenantView.of(moved)
