"""Members' pictures, one for each member of a tenant."""

from datetime import datetime
from typing import ClassVar

from shared.data.repository import Entity, Repository

SIDE = 256
"""In pixels."""


class Avatar(Entity):
    """A member's picture; the id is the user's, `path` is where it lies among the tenant's files."""

    path: str
    updated_at: datetime


class AvatarRepository(Repository[Avatar]):
    """Pictures by user id."""

    collection: ClassVar[str] = "avatars"
    noun: ClassVar[str] = "avatar"
    model = Avatar
