"""Which questions of an assessment one candidate gets, and in which order: all of it follows from one seed.

Things are ordered by a hash of seed, purpose and thing. So the draw is the same in every version of Python, and what is
drawn from one pool says nothing about what is drawn from another.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PoolPlan:
    """Questions of which `draw` are asked; all of them where there are fewer."""

    question_ids: tuple[str, ...]
    draw: int


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """Questions that everybody gets, then pools; `shuffled` mixes what comes of both."""

    question_ids: tuple[str, ...] = ()
    pools: tuple[PoolPlan, ...] = ()
    shuffled: bool = False


def draw(sections: Sequence[SectionPlan], seed: str) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the questions asked in each section, in order."""
    return tuple(_drawn(plan, number, seed) for number, plan in enumerate(sections))


def shuffle(ids: Sequence[str], seed: str, purpose: str) -> tuple[str, ...]:
    """Return distinct ids in an order that follows from the seed, whatever order they came in."""
    return tuple(sorted(ids, key=lambda id: (_hash(seed, purpose, id), id)))


def variant_seed(seed: str, question_id: str) -> int:
    """Return the seed of a question's variant, below 2**53 so that every reader of JSON keeps it."""
    return int.from_bytes(_hash(seed, "variant", question_id)) >> 203


def _drawn(plan: SectionPlan, number: int, seed: str) -> tuple[str, ...]:
    asked = list(plan.question_ids)
    for place, pool in enumerate(plan.pools):
        chosen = set(shuffle(pool.question_ids, seed, f"pool {number} {place}")[: pool.draw])
        asked += [id for id in pool.question_ids if id in chosen]
    return shuffle(asked, seed, f"section {number}") if plan.shuffled else tuple(asked)


def _hash(*parts: str) -> bytes:
    return hashlib.sha256(json.dumps(parts).encode()).digest()
