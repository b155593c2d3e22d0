"""Programs of one question, compared; what is alike as documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.domain.analytics.model import AlikeLines, SimilarSubmissions
from shared.engines.similarity.cohort import SimilarPair, similar_pairs
from shared.engines.similarity.programs import prepared, starter_grams

MOST_FRAGMENTS = 50


@dataclass(frozen=True, slots=True)
class Program:
    """What an attempt handed in."""

    attempt_id: str
    language: str
    source: str


def similar(
    comparison_id: str, programs: Sequence[Program], starters: Mapping[str, Sequence[str]]
) -> list[SimilarSubmissions]:
    """Return at most 200 pairs, the most similar first; `starters` are what candidates were given, by language."""
    given = {
        language: frozenset[int]().union(*(starter_grams(language, source) for source in sources))
        for language, sources in starters.items()
    }
    ready = [
        prepared(program.attempt_id, program.language, program.source, given.get(program.language, frozenset()))
        for program in programs
    ]
    return [_pair(comparison_id, place, pair) for place, pair in enumerate(similar_pairs(ready))]


def _pair(comparison_id: str, place: int, pair: SimilarPair) -> SimilarSubmissions:
    return SimilarSubmissions(
        id=f"{comparison_id}:{place}",
        comparison_id=comparison_id,
        first_attempt_id=pair.first,
        second_attempt_id=pair.second,
        share=round(pair.share, 4),
        shared=pair.shared,
        fragments=tuple(
            AlikeLines(
                first_from=each.first_lines[0],
                first_to=each.first_lines[1],
                second_from=each.second_lines[0],
                second_to=each.second_lines[1],
                tokens=each.tokens,
            )
            for each in pair.fragments[:MOST_FRAGMENTS]
        ),
    )
