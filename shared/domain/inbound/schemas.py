"""Inbound sources and messages as senders and callers see them."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints

from shared.auth.roles import Role
from shared.domain.inbound.model import InboundSource, InboundStatus
from shared.model import FrozenModel, View

SourceName = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
InvitesAs = Literal[Role.MEMBER, Role.VIEWER]
"""The roles that a message may lead to: whoever has a secret makes nobody an administrator."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class InboundMessage(FrozenModel):
    """What a sender sends: an id of its own, the same whenever it sends it again, and what happened."""

    id: Name
    type: Name
    data: dict[str, Any] = Field(default_factory=dict[str, Any])


class Receipt(FrozenModel):
    """What a sender hears: that its message is stored, and whether it was before."""

    received: bool = True
    duplicate: bool = False


class InboundSourceView(View):
    """A source for those who manage them; its secret is nowhere any more."""

    id: str
    name: str
    invites_as: Role
    previous_secret_until: datetime | None
    revoked_at: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime


class InboundSourceWithSecret(FrozenModel):
    """A source with the address to send to and its new secret, which is shown this once."""

    source: InboundSourceView
    url: str
    secret: str | None = Field(default=None, repr=False, json_schema_extra={"secret": True})

    @classmethod
    def of(cls, source: InboundSource, secret: str, *, tenant_id: str, public_url: str) -> Self:
        """Return the view of a source whose secret was just made."""
        url = f"{public_url}/v1/inbound/{tenant_id}/{source.id}"
        return cls(source=InboundSourceView.of(source), url=url, secret=secret)


class InboundEventView(View):
    """One message, without what it said: that may be about people."""

    id: str
    source_id: str
    event_id: str
    event_type: str
    status: InboundStatus
    problem: str | None
    received_at: datetime
    handled_at: datetime | None
    replays: int
