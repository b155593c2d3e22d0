"""Where a person is a member: read across their own tenants, and nobody else's."""

from shared.auth.tenant_states import TenantState
from shared.data.unit_of_work import Reads
from shared.domain.tenants.model import Member, Tenant
from shared.domain.tenants.schemas import MembershipView
from shared.domain.tenants.users import find_user


async def memberships_of(reads: Reads, user_id: str) -> tuple[MembershipView, ...]:
    """Return a person's memberships in the order they joined, closed tenants left out; two round trips in all."""
    user = await find_user(reads, user_id)
    tenant_ids = user.tenant_ids if user else ()
    places = [(f"tenants/{each}/tenant/{each}", f"tenants/{each}/members/{user_id}") for each in tenant_ids]
    await reads.prefetch([path for place in places for path in place])
    found: list[MembershipView] = []
    for tenant_path, member_path in places:
        tenant, member = await reads.read_absolute(tenant_path), await reads.read_absolute(member_path)
        if tenant is not None and member is not None:
            found.append(MembershipView.joined(Tenant.model_validate(tenant.data), Member.model_validate(member.data)))
    return tuple(each for each in found if each.state is not TenantState.CLOSED)
