"""Sticky assignment: a unit gets the same variant each time, without anything being stored."""

import hashlib
from collections.abc import Sequence

BUCKETS = 100_000
"""How finely shares can be told: a thousandth of a percent."""


def bucket(salt: str, unit: str) -> int:
    """Return where a unit falls, from 0 until BUCKETS; the salt makes experiments independent of each other."""
    digest = hashlib.sha256(f"{len(salt)}:{salt}:{unit}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") * BUCKETS >> 64


def assigned(salt: str, unit: str, weights: Sequence[int]) -> int:
    """Return the number of a unit's variant; weights are shares of their sum.

    Raises ValueError for weights that are negative or add up to nothing.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights are not negative, and not all 0")
    place = bucket(salt, unit) * total
    reached = 0
    for number, weight in enumerate(weights):
        reached += weight * BUCKETS
        if place < reached:
            return number
    raise AssertionError("a bucket lies below BUCKETS")
