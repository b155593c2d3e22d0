"""Signatures of Standard Webhooks: `v1,` and the HMAC-SHA256 of `id.timestamp.body`, one for each valid key."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime

SECRET_PREFIX = "whsec_"  # noqa: S105 (says what follows it)


def secret_text(key: bytes) -> str:
    """Return a key as receivers configure it."""
    return SECRET_PREFIX + base64.b64encode(key).decode()


def signed_headers(message_id: str, body: bytes, keys: Sequence[bytes], *, at: datetime) -> dict[str, str]:
    """Return the headers that let a receiver with any of the keys check who sent the body, and when."""
    timestamp = str(int(at.timestamp()))
    signed = f"{message_id}.{timestamp}.".encode() + body
    signatures = [base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode() for key in keys]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }
