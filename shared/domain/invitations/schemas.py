"""Invitations as callers see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import Field

from shared.domain.invitations.candidates import Candidate
from shared.domain.invitations.model import Invitation, InvitationStatus
from shared.domain.invitations.public_links import PublicLink
from shared.domain.invitations.wordings import MailKind, MailWords
from shared.engines.mail_layout import MailStyle, written_words
from shared.model import FrozenModel, View
from shared.ports.identity import Tokens


class InvitationView(View):
    """An invitation for the hiring team."""

    id: str
    assessment_id: str
    assessment_title: str
    email: str
    candidate_id: str
    candidate_name: str
    status: InvitationStatus
    invited_by: str
    public_link_id: str
    created_at: datetime
    expires_at: datetime
    resent_count: int
    resent_at: datetime | None


class CandidateView(View):
    """A candidate in a list."""

    id: str
    email: str
    name: str
    tags: tuple[str, ...]
    created_at: datetime
    last_invited_at: datetime


class CandidateDetail(CandidateView):
    """A candidate with what the team noted, and their newest invitations; an attempt has its invitation's id."""

    note: str
    invitations: tuple[InvitationView, ...]

    @classmethod
    def with_invitations(cls, candidate: Candidate, invitations: Sequence[Invitation]) -> Self:
        """Return the view of a candidate and their invitations."""
        views = tuple(InvitationView.of(each) for each in invitations)
        return cls(**CandidateView.of(candidate).model_dump(), note=candidate.note, invitations=views)


class PublicLinkView(FrozenModel):
    """A public link for the hiring team; `taken` of its `places` are confirmed. A disabled one has no `url`."""

    id: str
    assessment_id: str
    assessment_title: str
    places: int
    taken: int
    created_by: str
    created_at: datetime
    expires_at: datetime
    disabled_at: datetime | None
    url: Annotated[str | None, Field(json_schema_extra={"secret": True})] = None

    @classmethod
    def of(cls, link: PublicLink, public_url: str, tenant_id: str) -> Self:
        """Return the view of a link."""
        fields = {name: getattr(link, name) for name in cls.model_fields if name != "url"}
        url = f"{public_url}/apply?token={link.token(tenant_id)}"
        return cls(**fields, url=None if link.disabled_at else url)


class PlaceAsked(FrozenModel):
    """What asking for a place comes to, whoever asks: a code by mail, except where `full` and they have none yet."""

    assessment_title: str
    full: bool
    next_code_at: datetime


class MailWordsView(FrozenModel):
    """The words of one kind of mail as they are sent, and whether the tenant has words of its own."""

    kind: MailKind
    subject: str
    intro: str
    is_default: bool

    @classmethod
    def of(cls, kind: MailKind, words: MailWords | None, style: MailStyle) -> Self:
        """Return the view of a tenant's words, or of the template's."""
        subject, intro = written_words(kind.template, style)
        own = words or MailWords()
        return cls(kind=kind, subject=own.subject or subject, intro=own.intro or intro, is_default=own == MailWords())


class MailPreview(View):
    """A mail as a candidate would get it."""

    subject: str
    text: str
    html: str


_BEGUN = (InvitationStatus.STARTED, InvitationStatus.ENDED)


class CandidateSignIn(FrozenModel):
    """What opening a link comes to: tokens, or the demand for the code that was mailed.

    `next_code_at` is when another code can be asked for. Once the attempt has ended the tokens are good for its result
    and what else comes after, and for nothing more.
    """

    tenant_id: str
    invitation_id: str
    assessment_title: str
    attempt_id: str | None
    attempt_ended: bool
    confirmation_required: bool
    next_code_at: datetime | None = None
    access_token: str | None = Field(default=None, json_schema_extra={"secret": True})
    refresh_token: str | None = Field(default=None, json_schema_extra={"secret": True})
    expires_in: int | None = None

    @classmethod
    def admitted(cls, invitation: Invitation, tenant_id: str, tokens: Tokens) -> Self:
        """Return the sign-in of an admitted candidate."""
        return cls(
            **_about(invitation, tenant_id),
            confirmation_required=False,
            access_token=tokens.access_token,
            refresh_token=tokens.refresh_token,
            expires_in=tokens.expires_in,
        )

    @classmethod
    def to_confirm(cls, invitation: Invitation, tenant_id: str) -> Self:
        """Return the demand for the mailed code."""
        next_code_at = invitation.challenge.next_at if invitation.challenge else None
        return cls(**_about(invitation, tenant_id), confirmation_required=True, next_code_at=next_code_at)


def _about(invitation: Invitation, tenant_id: str) -> dict[str, Any]:
    return {
        "tenant_id": tenant_id,
        "invitation_id": invitation.id,
        "assessment_title": invitation.assessment_title,
        "attempt_id": invitation.id if invitation.status in _BEGUN else None,
        "attempt_ended": invitation.status is InvitationStatus.ENDED,
    }
