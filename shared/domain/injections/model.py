"""Texts that a tenant allows though they look like injections."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from shared.data.repository import Entity
from shared.model import View

MAX_ALLOWED_TEXT = 10_000
SHOWN = 200

Reason = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class Match(StrEnum):
    """Whether a text is allowed to the letter only, or however it is spelt."""

    EXACT = "exact"
    NORMALISED = "normalised"


class Allowance(Entity):
    """A text that is allowed, by its digest, until it expires; `excerpt` is how the text begins."""

    match: Match
    excerpt: str
    reason: Reason
    expires_at: datetime | None = None
    created_by: str
    created_at: datetime

    def holds(self, *, at: datetime) -> bool:
        """Tell whether it has not expired."""
        return self.expires_at is None or at < self.expires_at


class AllowanceView(View):
    """A text that is allowed."""

    id: str
    match: Match
    excerpt: str
    reason: str
    expires_at: datetime | None
    created_by: str
    created_at: datetime
