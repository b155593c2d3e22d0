"""Cases to choose a prompt by, and others to judge the choice by."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.errors import FailedPrecondition

LEAST_TRAINING = 10
LEAST_HELD_OUT = 10
_HELD_OUT = 0.4


@dataclass(frozen=True, slots=True)
class Split:
    """Keys of cases, each part in an order that depends on the seed alone."""

    training: tuple[str, ...]
    held_out: tuple[str, ...]

    def spread(self, variants: Mapping[str, Sequence[str]]) -> "Split":
        """Return it with the variants of each case in its place: first one of every case, then the next of each."""
        return Split(_spread(self.training, variants), _spread(self.held_out, variants))


def split(keys: Iterable[str], seed: str) -> Split:
    """Return the same split for the same seed; raise FailedPrecondition (`too_few_cases`) where a part is too small.

    A key is on the same side whatever other cases there are. Cases that come of one another share a key.
    """
    ranked = sorted({(_share(key, seed), key) for key in keys})
    held_out = tuple(key for share, key in ranked if share < _HELD_OUT)
    training = tuple(key for share, key in ranked if share >= _HELD_OUT)
    if len(training) < LEAST_TRAINING or len(held_out) < LEAST_HELD_OUT:
        raise FailedPrecondition(
            f"{len(training)} cases to search on and {len(held_out)} held out are too few: a prompt chosen by them "
            f"would only fit them; at least {LEAST_TRAINING} and {LEAST_HELD_OUT} are needed, so add cases",
            code="too_few_cases",
        )
    return Split(training, held_out)


def _spread(cases: Sequence[str], variants: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    most = max(len(variants[case]) for case in cases)
    return tuple(variants[case][turn] for turn in range(most) for case in cases if turn < len(variants[case]))


def _share(key: str, seed: str) -> float:
    return int.from_bytes(hashlib.sha256(f"{seed}\0{key}".encode(errors="surrogatepass")).digest()[:8]) / 2**64
