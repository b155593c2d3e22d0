"""Codes that show who reads a mailbox: six digits, five tries, and pauses that double."""

from datetime import datetime, timedelta
from typing import Self

from shared.data.repository import Entity
from shared.errors import PermissionDenied
from shared.model import FrozenModel

CODE_LIFETIME = timedelta(minutes=10)
CODE_TRIES = 5
CODE_PAUSE = timedelta(seconds=30)
CODE_PAUSE_MAX = timedelta(hours=1)


class Challenge(FrozenModel):
    """A code on its way to the candidate's mailbox; the digits follow from the id.

    `number` counts the codes since the last right answer: the pause before the next one doubles with each, so that
    nobody who found the link can go on guessing.
    """

    id: str
    number: int = 1
    issued_at: datetime
    expires_at: datetime
    tries_left: int = CODE_TRIES

    @property
    def next_at(self) -> datetime:
        """When another code may be sent."""
        return self.issued_at + min(CODE_PAUSE_MAX, CODE_PAUSE * 2 ** min(self.number - 1, 10))


class Challenged(Entity):
    """Something that a mailed code is asked for."""

    challenge: Challenge | None = None

    def challenged(self, challenge_id: str, *, at: datetime) -> Self:
        """Return the entity with a fresh code; itself while the pause after the last one lasts."""
        last = self.challenge
        if last and at < last.next_at:
            return self
        number = last.number + 1 if last else 1
        return self.with_(
            challenge=Challenge(id=challenge_id, number=number, issued_at=at, expires_at=at + CODE_LIFETIME)
        )

    def require_challenge(self, *, at: datetime) -> Challenge:
        """Return the open challenge; raise PermissionDenied when there is none to answer."""
        challenge = self.challenge
        if challenge is None or at >= challenge.expires_at or challenge.tries_left <= 0:
            raise PermissionDenied("this code is no longer valid; open the link again", code="code_expired")
        return challenge

    def code_missed(self) -> Self:
        """Return the entity with one try fewer."""
        if self.challenge is None:
            return self
        return self.with_(challenge=self.challenge.with_(tries_left=self.challenge.tries_left - 1))

    def confirmed(self) -> Self:
        """Return the entity after the code was right; the code works once."""
        return self.with_(challenge=None)
