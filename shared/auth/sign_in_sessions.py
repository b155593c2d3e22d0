"""Which sign-in a token comes from: a claim that every refresh carries on, and a document that says it holds."""

from collections.abc import Mapping
from typing import Any

CLAIM = "signInSessionId"
LISTENS_ONLY = "listensOnly"
"""The claim of a token that Firestore's rules take, and no function."""


def sessions_path(user_id: str) -> str:
    """Return where a person's open sign-in sessions are stored."""
    return f"users/{user_id}/account/signInSessions"


def is_open(sessions: Mapping[str, Any] | None, claims: Mapping[str, Any]) -> bool:
    """Tell whether a token's claims name one of the stored sessions; a token that names none never came from us."""
    return sessions is not None and claims.get(CLAIM) in sessions["sessions"]
