"""Semantic versions (2.0.0) in their order; a leading `v` and missing parts are taken as programs send them."""

import re

Version = tuple[tuple[int, int, int], bool, tuple[tuple[bool, int, str], ...]]

_PART = r"(0|[1-9]\d{0,17})"
_VERSION = re.compile(
    rf"v?{_PART}(?:\.{_PART})?(?:\.{_PART})?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?", re.ASCII
)
_MAX_LENGTH = 200


def read_version(text: object) -> Version | None:
    """Return a version as a value that compares as versions do, None for what is none; builds count nothing."""
    found = _VERSION.fullmatch(text) if isinstance(text, str) and len(text) <= _MAX_LENGTH else None
    if found is None:
        return None
    major, minor, patch, before = found.groups()
    numbers = (int(major), int(minor or 0), int(patch or 0))
    return numbers, before is None, tuple(_identifier(each) for each in before.split(".")) if before else ()


def _identifier(text: str) -> tuple[bool, int, str]:
    """Return a pre-release identifier: numbers come before words."""
    return (False, int(text), "") if text.isdigit() else (True, 0, text)
