"""What somebody may do in a tenant, as callers see it."""

from collections.abc import Mapping
from typing import Self

from shared.auth.permissions import Permission
from shared.auth.roles import Condition, Role
from shared.model import FrozenModel


class GrantView(FrozenModel):
    """A permission and what must also hold for it; `resource` and `action` are its two halves."""

    permission: Permission
    resource: str
    action: str
    condition: Condition


class AccessView(FrozenModel):
    """Everything somebody may do; an API key has no role, and a deactivated member no permission."""

    role: Role | None
    permissions: tuple[GrantView, ...]

    @classmethod
    def of(cls, role: Role | None, grants: Mapping[Permission, Condition]) -> Self:
        """Return the view of some grants, in the order of the permissions."""
        return cls(role=role, permissions=tuple(_grant(each, grants[each]) for each in Permission if each in grants))


class RoleList(FrozenModel):
    """What each role may do."""

    roles: tuple[AccessView, ...]


def _grant(permission: Permission, condition: Condition) -> GrantView:
    resource, _, action = permission.partition(":")
    return GrantView(permission=permission, resource=resource, action=action, condition=condition)
