"""Whether a message came from who has the secret: the two ways senders sign the raw bytes of what they send."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=5)
"""How far a signed time may lie from now, either way."""

_MAX_SIGNATURES = 20
_TIMESTAMP = re.compile(r"[0-9]{1,12}")


class SignatureRefused(ValueError):
    """Nobody who has the secret signed this, or not lately."""


def signature(body: bytes, key: bytes, timestamp: str | None = None) -> str:
    """Return `X-Signature`: the HMAC-SHA256 of the body, or of `timestamp.body` where a time is sent with it."""
    signed = body if timestamp is None else f"{timestamp}.".encode() + body
    return f"sha256={hmac.digest(key, signed, hashlib.sha256).hex()}"


def require_signature(
    given: str | None, body: bytes, keys: Sequence[bytes], *, timestamp: str | None, at: datetime
) -> None:
    """Raise SignatureRefused unless `X-Signature` was made with one of the keys, lately where it holds a time."""
    if timestamp is not None:
        _require_recent(timestamp, at)
    _require_any([given or ""], [signature(body, key, timestamp) for key in keys])


def require_stripe_signature(given: str | None, body: bytes, secrets: Sequence[str], *, at: datetime) -> None:
    """Raise SignatureRefused unless one `v1` of `Stripe-Signature` was made with one of the secrets, lately."""
    parts = [part.strip().partition("=") for part in (given or "").split(",")]
    timestamps = [value for name, _, value in parts if name == "t"]
    if len(timestamps) != 1:
        raise SignatureRefused("there is no one time in it")
    _require_recent(timestamps[0], at)
    signatures = [value for name, _, value in parts if name == "v1"]
    if len(signatures) > _MAX_SIGNATURES:
        raise SignatureRefused("there are too many signatures in it")
    signed = f"{timestamps[0]}.".encode() + body
    _require_any(signatures, [hmac.digest(each.encode(), signed, hashlib.sha256).hex() for each in secrets])


def _require_recent(timestamp: str, at: datetime) -> None:
    if not _TIMESTAMP.fullmatch(timestamp):
        raise SignatureRefused("the time is no number of seconds")
    if abs(at.timestamp() - int(timestamp)) > TOLERANCE.total_seconds():
        raise SignatureRefused("it was signed too long ago, or by a clock that is wrong")


def _require_any(given: Iterable[str], wanted: Sequence[str]) -> None:
    """Compare each with each, in a time that tells nothing of where they differ."""
    matches = [hmac.compare_digest(one.encode(), other.encode()) for one in given for other in wanted]
    if not any(matches):
        raise SignatureRefused("the signature is not one of ours")
