"""Fingerprints of token sequences: few, and such that two programs sharing a long enough run share one of them."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

GRAM = 12
"""Tokens in a fingerprint: what is shared in fewer is never noticed."""

WINDOW = 9
GUARANTEED = GRAM + WINDOW - 1
"""A shared run of so many tokens is always noticed."""

_BASE, _MODULUS = 1_000_003, (1 << 61) - 1


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The hash of the tokens from a place on."""

    hash: int
    at: int


def grams(kinds: Sequence[str], length: int = GRAM) -> list[int]:
    """Return the hash of each run of so many tokens, by where it begins; the same in every process."""
    codes = [crc32(kind.encode()) + 1 for kind in kinds]
    if len(codes) < length:
        return []
    leaving = pow(_BASE, length - 1, _MODULUS)
    value = 0
    for code in codes[:length]:
        value = (value * _BASE + code) % _MODULUS
    found = [value]
    for gone, code in zip(codes, codes[length:], strict=False):
        value = ((value - gone * leaving) * _BASE + code) % _MODULUS
        found.append(value)
    return found


def winnowed(hashes: Sequence[int], window: int = WINDOW) -> list[Fingerprint]:
    """Return the smallest hash of each window, the last of equals; what has less than one window gives its smallest."""
    found: list[Fingerprint] = []
    waiting: deque[int] = deque()
    for place, value in enumerate(hashes):
        while waiting and hashes[waiting[-1]] >= value:
            waiting.pop()
        waiting.append(place)
        if waiting[0] <= place - window:
            waiting.popleft()
        whole = place >= window - 1 or place == len(hashes) - 1
        if whole and (not found or found[-1].at != waiting[0]):
            found.append(Fingerprint(hashes[waiting[0]], waiting[0]))
    return found
