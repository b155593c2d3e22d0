"""Public links: anybody who has one may ask for a place; a code mailed to them shows that the address is theirs.

A place is taken when its code is right, never before, so that made-up addresses take none.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Self

from shared.auth.links import Link, link_token, read_link_token
from shared.data.repository import Entity
from shared.domain.invitations.candidates import Person
from shared.domain.invitations.challenges import Challenged
from shared.domain.invitations.model import Invitation, InvitationStatus, Offer
from shared.errors import FailedPrecondition

LINK_KIND = "public-link"
CODE_KIND = "place-code"
MAX_PLACES = 10_000
FORGOTTEN_AFTER = timedelta(days=1)
"""How long a request for a place is kept after its last code."""


class PublicLink(Entity):
    """A link to an assessment for whoever has it; a rotation makes another address of it and keeps the count."""

    assessment_id: str
    assessment_title: str
    places: int
    taken: int = 0
    rotation: int = 0
    created_by: str
    created_at: datetime
    expires_at: datetime
    disabled_at: datetime | None = None

    @property
    def is_full(self) -> bool:
        """Whether every place is taken."""
        return self.taken >= self.places

    @property
    def offer(self) -> Offer:
        """To what it invites."""
        return Offer(
            assessment_id=self.assessment_id,
            assessment_title=self.assessment_title,
            invited_by=self.created_by,
            expires_at=self.expires_at,
            public_link_id=self.id,
        )

    def token(self, tenant_id: str) -> str:
        """Return the token of its present address."""
        return link_token(LINK_KIND, tenant_id, f"{self.id}-{self.rotation}")

    def has_address(self, linked: Link) -> bool:
        """Tell whether a token is that of its present address."""
        return linked.id == f"{self.id}-{self.rotation}"

    def require_open(self, *, at: datetime) -> None:
        """Raise FailedPrecondition when it admits nobody any more."""
        if self.disabled_at is not None:
            raise FailedPrecondition("this link was disabled; ask whoever gave it to you", code="public_link_disabled")
        if at >= self.expires_at:
            raise FailedPrecondition("this link has expired; ask whoever gave it to you", code="public_link_expired")

    def with_one_more(self) -> Self:
        """Return the link with another place taken; raise FailedPrecondition when there is none."""
        if self.is_full:
            raise FailedPrecondition("every place of this link is taken", code="public_link_full")
        return self.with_(taken=self.taken + 1)

    def disabled(self, *, at: datetime) -> Self:
        """Return the link as it admits nobody; who has a place keeps it."""
        return self if self.disabled_at else self.with_(disabled_at=at)

    def rotated(self, *, at: datetime) -> Self:
        """Return the link at another address; raise FailedPrecondition when it admits nobody any more."""
        self.require_open(at=at)
        return self.with_(rotation=self.rotation + 1)

    def holds_place(self, newest: Invitation, *, at: datetime) -> bool:
        """Tell whether somebody's newest invitation to the assessment stands in place of one by this link.

        Only one that a member sent, and that ended unused, does not.
        """
        if newest.public_link_id == self.id or newest.is_live(at=at):
            return True
        return newest.status in (InvitationStatus.ENDED, InvitationStatus.CANCELLED)


class PlaceRequest(Challenged):
    """Somebody asks for a place by a public link; the newest name is the one that counts."""

    public_link_id: str
    email: str
    name: str

    @property
    def person(self) -> Person:
        """Who asks."""
        return Person(self.email, self.name)

    def is_stale(self, *, at: datetime) -> bool:
        """Whether it can be forgotten: the pause before the next code is then over as well."""
        return self.challenge is None or at >= self.challenge.issued_at + FORGOTTEN_AFTER


def read_token(token: str) -> tuple[Link, str] | None:
    """Return what the token of a public link says, and the link's id; None for a forged one."""
    linked = read_link_token(LINK_KIND, token)
    return (linked, linked.id.rpartition("-")[0]) if linked else None


def place_request_id(public_link_id: str, candidate_id: str) -> str:
    """Return the id of the one request of a person by a link."""
    return hashlib.sha256(f"{public_link_id}\x00{candidate_id}".encode()).hexdigest()[:40]
