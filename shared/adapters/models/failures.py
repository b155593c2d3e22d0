"""What a provider's refusal means, by status and by what it says."""

import json
import re
from typing import Any

from shared.adapters.models.fields import Fields, mapping, text
from shared.ports.http_client import CallFailed, NotConnected, retry_after
from shared.ports.models import (
    AnswerUnreadable,
    ContentFiltered,
    ModelError,
    ModelQuotaUsedUp,
    ModelRateLimited,
    ModelRequestRefused,
    ProviderKeyRefused,
    ProviderOverloaded,
    ProviderUnavailable,
)

_MAX_SAID = 300
_FILTERED = frozenset({"content_filter", "content_policy_violation"})
_QUOTA = frozenset({"insufficient_quota", "billing_error"})
_OVERLOADED = frozenset({503, 529})


def failure(status: int, headers: Fields, body: bytes, key: str) -> ModelError:
    """Return the error that an answer without success stands for."""
    error = _error(body)
    kinds = {text(error, "code"), text(error, "type")}
    message = f"the provider answered {status}: {said(error, key)}"
    if kinds & _FILTERED:
        return ContentFiltered(message)
    if kinds & _QUOTA or status == 402:
        return ModelQuotaUsedUp(message)
    if status == 429:
        return ModelRateLimited(message, retry_after=retry_after(text(headers, "retry-after")))
    if status in (401, 403):
        return ProviderKeyRefused(message)
    if status in _OVERLOADED:
        return ProviderOverloaded(message, retry_after=retry_after(text(headers, "retry-after")))
    if status >= 500 or status == 408:
        return ProviderUnavailable(message)
    if 400 <= status < 500:
        return ModelRequestRefused(message)
    return AnswerUnreadable(message)


def streamed_failure(error: Fields, key: str) -> ModelError:
    """Return the error that came in the middle of a stream: by then something had been done."""
    if {text(error, "code"), text(error, "type")} & _FILTERED:
        return ContentFiltered(f"the provider ended its answer: {said(error, key)}")
    return ProviderUnavailable(f"the provider ended its answer: {said(error, key)}")


def uncalled(error: CallFailed) -> ModelError:
    """Return the error for a call that no answer came to."""
    if isinstance(error, NotConnected):
        return ProviderOverloaded(f"the provider can't be reached: {error.message}", retry_after=error.retry_after)
    return ProviderUnavailable(f"the provider gave no whole answer: {error.message}")


def said(error: Fields, key: str) -> str:
    """Return what the provider says went wrong, short and without the key, which some repeat."""
    message = text(error, "message") or text(error, "type") or "it doesn't say why"
    if len(key) >= 8:
        message = message.replace(key, "…")
    message = re.sub(r"\b(sk|xai|AIza)[-\w]{8,}[\w*.-]*", "…", message)
    return message if len(message) <= _MAX_SAID else f"{message[:_MAX_SAID]}…"


def _error(body: bytes) -> Fields:
    """Return the error of a body, which Gemini puts into a list; nothing where the body is no JSON."""
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return mapping(found[0] if isinstance(found, list) and found else found, "error")
