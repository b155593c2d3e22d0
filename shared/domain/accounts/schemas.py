"""Accounts as their owners see them."""

from datetime import datetime
from typing import Self

from pydantic import Field

from shared.domain.accounts.sessions import SignInSession
from shared.model import FrozenModel


class SignInSessionView(FrozenModel):
    """A sign-in session, begun by a password or at the provider that `method` names; `current` marks the asking one."""

    id: str
    signed_in_at: datetime
    last_used_at: datetime
    address: str
    user_agent: str
    method: str
    current: bool

    @classmethod
    def of(cls, session: SignInSession, current_id: str | None) -> Self:
        """Return the view of a session."""
        return cls(**session.model_dump(), current=session.id == current_id)


class BrowserSessionView(FrozenModel):
    """A session that a cookie keeps until `expires_at`; commands send `csrf_token` as X-CSRF-Token."""

    csrf_token: str = Field(repr=False, json_schema_extra={"secret": True})
    expires_at: datetime
    sign_in_session_id: str


class ProfileView(FrozenModel):
    """A person for themselves."""

    id: str
    email: str | None
    email_verified: bool
    display_name: str


class FeedbackView(FrozenModel):
    """Feedback as it was taken in."""

    id: str
    created_at: datetime


class AvatarView(FrozenModel):
    """A member's picture and where to load it, until `expires_at`."""

    member_id: str
    url: str
    updated_at: datetime
    expires_at: datetime
