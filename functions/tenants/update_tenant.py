"""Settings are changed by merge patch."""

from typing import Any
from zoneinfo import available_timezones

from shared.auth.permissions import Permission
from shared.data.merge_patch import merge_patch
from shared.domain.tenants.model import TenantProfile
from shared.domain.tenants.repository import TenantRepository
from shared.domain.tenants.schemas import TenantView
from shared.errors import FieldProblem, InvalidInput
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request, Title, bind_value

TIME_ZONES = frozenset(available_timezones())


class UpdateTenant(Request):
    """What changes, as a merge patch: null returns a setting to its default."""

    tenant_id: Identifier
    name: Title | None = None
    branding: dict[str, Any] | None = None
    locale: str | None = None
    time_zone: str | None = None
    retention_days: int | None = None
    separate_approval: bool | None = None


class Patched(TenantProfile, Request):
    """The settings once they are patched."""


@command(
    "PATCH /v1/tenants/{tenantId}", permission=Permission.TENANTS_WRITE, loads=Loads(TenantRepository, "tenant_id")
)
async def update_tenant(request: UpdateTenant, ctx: CommandContext) -> TenantView:
    """Change a tenant's name and settings."""
    tenants = TenantRepository(ctx.work)
    tenant = await tenants.get(request.tenant_id)
    patch = request.model_dump(by_alias=True, exclude_unset=True, exclude={"tenant_id"})
    current = TenantProfile.model_validate(tenant.to_data()).to_data()
    profile = bind_value(Patched, merge_patch(current, patch))
    if profile.time_zone not in TIME_ZONES:
        problem = FieldProblem("/timeZone", "unknown_time_zone", "use a name such as Europe/Berlin")
        raise InvalidInput("there is no such time zone", fields=[problem])
    changed = tenant.with_(**{name: getattr(profile, name) for name in TenantProfile.model_fields})
    tenants.save(changed)
    return TenantView.of(changed)
