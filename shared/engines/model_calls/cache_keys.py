"""Which calls are the same: what decides the answer, and nothing else."""

import hashlib
import json
from dataclasses import asdict

from shared.ports.models import ModelRequest

_VERSION = 1


def cache_key(provider: str, request: ModelRequest, *, repeat: int = 0) -> str:
    """Return the key under which a completion may be kept; each repeat of a case has one of its own.

    Raises ValueError for what no JSON can hold, such as a parameter that is not a number.
    """
    content = {
        "version": _VERSION,
        "provider": provider,
        "model": request.model,
        "messages": [asdict(message) for message in request.messages],
        "parameters": asdict(request.parameters),
        "tools": [asdict(tool) for tool in request.tools],
        "repeat": repeat,
    }
    try:
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except TypeError as error:
        raise ValueError(f"this request can't be written as JSON: {error}") from error
    return hashlib.sha256(text.encode()).hexdigest()
