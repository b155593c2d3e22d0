"""The most similar pairs among many programs, found through an index of fingerprints."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from shared.engines.similarity.fragments import Fragment, fragments
from shared.engines.similarity.programs import PreparedProgram
from shared.engines.similarity.winnowing import GUARANTEED

COMMON_FROM = 20
"""In a cohort of so many, what more than half of them wrote is a usual way to write it, and no evidence."""


@dataclass(frozen=True, slots=True)
class SimilarPair:
    """Two programs, the share of the smaller one's fingerprints that both have (0 to 1), and where they agree."""

    first: str
    second: str
    share: float
    shared: int
    fragments: tuple[Fragment, ...]


def similar_pairs(
    programs: Sequence[PreparedProgram], *, least_share: float = 0.3, most: int = 200, least_tokens: int = GUARANTEED
) -> list[SimilarPair]:
    """Return the pairs that share most, the most similar first; programs of different languages are never compared."""
    found: list[SimilarPair] = []
    by_language: dict[str, list[PreparedProgram]] = {}
    for program in programs:
        by_language.setdefault(program.language, []).append(program)
    for cohort in by_language.values():
        for share, shared, first, second in _candidates(cohort, least_share)[:most]:
            agreed = fragments(first, second, least_tokens)
            if agreed:
                found.append(SimilarPair(first.id, second.id, share, shared, tuple(agreed)))
    return sorted(found, key=lambda pair: (-pair.share, -pair.shared, pair.first, pair.second))[:most]


def _candidates(
    cohort: Sequence[PreparedProgram], least_share: float
) -> list[tuple[float, int, PreparedProgram, PreparedProgram]]:
    where: dict[int, list[int]] = {}
    sizes: list[int] = []
    for place, program in enumerate(cohort):
        hashes = program.hashes
        sizes.append(len(hashes))
        for value in hashes:
            where.setdefault(value, []).append(place)
    usual = len(cohort) // 2 if len(cohort) >= COMMON_FROM else len(cohort)
    shared: Counter[tuple[int, int]] = Counter()
    for places in where.values():
        if 1 < len(places) <= usual:
            shared.update(combinations(places, 2))
        elif len(places) > usual:
            for place in places:
                sizes[place] -= 1
    found = [
        (number / min(sizes[one], sizes[other]), number, cohort[one], cohort[other])
        for (one, other), number in shared.items()
        if number >= least_share * min(sizes[one], sizes[other])
    ]
    return sorted(found, key=lambda each: (-each[0], -each[1], each[2].id, each[3].id))
