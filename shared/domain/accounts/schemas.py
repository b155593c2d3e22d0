"""Accounts as their owners see them."""

from datetime import datetime
from typing import Self

from shared.domain.accounts.sessions import SignInSession
from shared.model import FrozenModel


class SignInSessionView(FrozenModel):
    """A sign-in session; `current` marks the one that asks."""

    id: str
    signed_in_at: datetime
    last_used_at: datetime
    address: str
    user_agent: str
    current: bool

    @classmethod
    def of(cls, session: SignInSession, current_id: str | None) -> Self:
        """Return the view of a session."""
        return cls(**session.model_dump(), current=session.id == current_id)
