"""How long things took, as a histogram whose parts add up: four buckets for each doubling, from a millisecond on.

A percentile is the middle of its bucket, so at most 10 % off.
"""

import math
from collections.abc import Mapping

MAX_BUCKET = 140
"""The last bucket, of a year; what takes longer lies in it as well."""

_PER_DOUBLING = 4
_NANOS_PER_MS = 1_000_000


def bucket_of(nanos: int) -> int:
    """Return the bucket of a duration; the first holds all below a millisecond."""
    millis = nanos / _NANOS_PER_MS
    return 0 if millis < 1 else min(1 + math.floor(_PER_DOUBLING * math.log2(millis)), MAX_BUCKET)


def percentile(counts: Mapping[int, int], share: float) -> float | None:
    """Return a percentile in milliseconds, of how many lie in each bucket; None where there are none."""
    total = sum(count for count in counts.values() if count > 0)
    below = 0
    for bucket in sorted(counts):
        below += max(counts[bucket], 0)
        if total and below >= share * total:
            return _middle(bucket)
    return None


def _middle(bucket: int) -> float:
    return 0.5 if bucket == 0 else round(2 ** ((bucket - 0.5) / _PER_DOUBLING), 3)
