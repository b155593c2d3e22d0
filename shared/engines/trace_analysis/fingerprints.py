"""Errors that differ in numbers, ids, paths and quoted texts only are one kind of error."""

import hashlib
import re

MAX_MESSAGE = 2_000
"""How much of a message is looked at, in characters."""

MAX_SHOWN = 300
_LENGTH = 32
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\b[a-zA-Z][a-zA-Z0-9+.-]{1,15}://[^\s\"'<>]+", "<url>"),
        (r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", "<email>"),
        (r"\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b", "<id>"),
        (r"\"(?![A-Za-z_]\w{0,40}\")[^\"\n]{0,500}\"", "<text>"),
        (r"(?<!\w)'(?![A-Za-z_]\w{0,40}')[^'\n]{0,500}'(?!\w)", "<text>"),
        (r"(?<![\w<])(?:[A-Za-z]:)?(?:[/\\][\w.@~+-]+){2,}[/\\]?", "<path>"),
        (r"\b(?:0x[0-9a-fA-F]+|(?=[a-zA-Z]*\d)[0-9a-fA-F]{8,})\b", "<id>"),
        (r"\b(?=\w{0,60}\d)(?=\w{0,60}[A-Za-z])[A-Za-z0-9]{2,}(?:[_-][A-Za-z0-9]+)*_?[A-Za-z0-9]{12,}\b", "<id>"),
        (r"\d+(?:[.,:]\d+)*", "<n>"),
        (r"\s+", " "),
    )
)


def normalised(message: str) -> str:
    """Return a message with what changes from one error to the next replaced, cut to what is shown."""
    text = message[:MAX_MESSAGE]
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text.strip()[:MAX_SHOWN]


def fingerprint(kind: str, message: str) -> str:
    """Return the hash that errors of one type and one normalised message share."""
    return hashlib.sha256(f"{kind}\x00{normalised(message)}".encode()).hexdigest()[:_LENGTH]
