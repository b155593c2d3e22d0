"""The token that shows a request was made by a page of ours: only who may read our cookies or answers knows it.

It follows from the sign-in session and the signing key: one made up, or planted beside another session's cookie, is
worth nothing.
"""

import hashlib
import hmac

from shared.config import config


def csrf_token(session_id: str) -> str:
    """Return the token that goes with a sign-in session."""
    return hmac.digest(config().signing_key.encode(), f"csrf\x00{session_id}".encode(), hashlib.sha256).hex()
