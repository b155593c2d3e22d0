"""Candidates: people by their e-mail address, whatever they were invited to in one tenant."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, EmailStr, Field, StringConstraints

from shared.data.repository import Entity
from shared.ports.search import SearchEntry, SearchText

SEARCH_KIND = "candidate"

CandidateName = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Tag = Annotated[str, StringConstraints(min_length=1, max_length=50, strip_whitespace=True), AfterValidator(str.lower)]
Note = Annotated[str, StringConstraints(max_length=5_000)]
CandidateEmail = EmailStr
"""An address as people write it; what it comes to has its domain in lower case and in its own script."""


class Candidate(Entity):
    """A person; `invitations` holds the newest invitation to each assessment, and so guards that only one is live."""

    email: str
    name: str
    invitations: dict[str, str] = Field(default_factory=dict)
    tags: tuple[str, ...] = ()
    note: str = ""
    created_at: datetime
    last_invited_at: datetime

    def invited(self, assessment_id: str, invitation_id: str, *, name: str, at: datetime) -> Self:
        """Return the candidate with one more invitation; the newest name is the one that counts."""
        invitations = {**self.invitations, assessment_id: invitation_id}
        return self.with_(name=name, invitations=invitations, last_invited_at=at)

    def without(self, invitation_id: str) -> Self | None:
        """Return the candidate without an invitation that was erased, None where no other is left."""
        left = {key: value for key, value in self.invitations.items() if value != invitation_id}
        return self.with_(invitations=left) if left else None


def candidate_id(email: str) -> str:
    """Return the id of whoever reads a mailbox: case makes no difference, everything else does."""
    return hashlib.sha256(email.casefold().encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to invite."""

    email: str
    name: str

    @property
    def id(self) -> str:
        """The candidate's id."""
        return candidate_id(self.email)


def search_entry(candidate: Candidate, *, as_of: datetime) -> SearchEntry:
    """Return what a candidate is found by: their name first, then their e-mail address."""
    texts = (SearchText(candidate.name, weight=9), SearchText(candidate.email))
    return SearchEntry(kind=SEARCH_KIND, id=candidate.id, texts=texts, as_of=as_of)
