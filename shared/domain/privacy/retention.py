"""How far the erasure of what was kept long enough has come."""

from datetime import datetime
from typing import ClassVar

from shared.data.repository import Entity, Repository


class RetentionMark(Entity):
    """Nothing older than this is left to erase; the id says of what."""

    INVITATIONS: ClassVar[str] = "invitations"

    erased_before: datetime


class RetentionMarkRepository(Repository[RetentionMark]):
    """One mark for each kind of data."""

    collection: ClassVar[str] = "retentionMarks"
    noun: ClassVar[str] = "retention_mark"
    model = RetentionMark
