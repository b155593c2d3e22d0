"""Feature flags of an app in one of its environments: each with its history, all together as they are evaluated."""

import zlib
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from shared.data.repository import Entity
from shared.engines.flags.model import FlagDefinition, FlagSet, Segment
from shared.errors import FailedPrecondition

MAX_FLAGS = 500
MAX_SEGMENTS = 100

Note = Annotated[str, StringConstraints(max_length=500)]
VersionNumber = Annotated[int, Field(ge=1, lt=1_000_000_000)]
VersionInPath = Annotated[str, StringConstraints(pattern="^[1-9][0-9]{0,8}$")]


class FlagStatus(StrEnum):
    """Whether a flag is evaluated."""

    ACTIVE = "active"
    ARCHIVED = "archived"


class FlagChange(StrEnum):
    """How a version came to be."""

    CREATED = "created"
    UPDATED = "updated"
    ARCHIVED = "archived"
    RESTORED = "restored"


class Flag(Entity):
    """A flag as it is now; its id is `set_id:key`, `version` the number of its latest version."""

    app_id: str
    environment: str
    key: str
    definition: FlagDefinition
    status: FlagStatus = FlagStatus.ACTIVE
    version: int = 1
    created_by: str
    created_at: datetime
    updated_by: str
    updated_at: datetime

    @property
    def set_id(self) -> str:
        """The set that the flag is in."""
        return set_id(self.app_id, self.environment)

    def next(self, definition: FlagDefinition, *, status: FlagStatus, by: str, at: datetime) -> Self:
        """Return the flag with one more version."""
        return self.with_(definition=definition, status=status, version=self.version + 1, updated_by=by, updated_at=at)

    def require_active(self) -> None:
        """Raise FailedPrecondition for an archived flag."""
        if self.status is FlagStatus.ARCHIVED:
            raise FailedPrecondition("this flag is archived; restore one of its versions", code="flag_archived")


class FlagVersion(Entity):
    """What a flag was from one change to the next; never changed itself."""

    flag_id: str
    number: int
    definition: FlagDefinition
    status: FlagStatus
    change: FlagChange
    note: str = ""
    made_by: str
    made_at: datetime

    @classmethod
    def of(cls, flag: Flag, change: FlagChange, note: str) -> Self:
        """Return the version that a flag has become."""
        return cls(
            id=version_id(flag.id, flag.version),
            flag_id=flag.id,
            number=flag.version,
            definition=flag.definition,
            status=flag.status,
            change=change,
            note=note,
            made_by=flag.updated_by,
            made_at=flag.updated_at,
        )


class SegmentList(Entity):
    """The segments of an environment."""

    app_id: str
    environment: str
    segments: tuple[Segment, ...] = ()
    updated_by: str
    updated_at: datetime


class StoredFlagSet(Entity):
    """Everything that an evaluation in one environment reads: one document, whose payload is compressed JSON."""

    app_id: str
    environment: str
    payload: bytes

    @classmethod
    def of(cls, app_id: str, environment: str, flags: FlagSet) -> Self:
        """Return a set as it is stored."""
        payload = zlib.compress(flags.model_dump_json(by_alias=True).encode(), 6)
        return cls(id=set_id(app_id, environment), app_id=app_id, environment=environment, payload=payload)

    def flags(self) -> FlagSet:
        """Return the set as it is evaluated."""
        return FlagSet.model_validate_json(zlib.decompress(self.payload))


def set_id(app_id: str, environment: str) -> str:
    """Return the id of an environment's set."""
    return f"{app_id}:{environment}"


def flag_id(app_id: str, environment: str, key: str) -> str:
    """Return a flag's id; neither environments nor keys hold a colon."""
    return f"{set_id(app_id, environment)}:{key}"


def version_id(flag: str, number: int) -> str:
    """Return the id of a flag's version."""
    return f"{flag}:{number}"
