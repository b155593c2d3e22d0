"""A program made ready to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.engines.similarity.tokens import tokens
from shared.engines.similarity.winnowing import GRAM, Fingerprint, grams, winnowed


@dataclass(frozen=True, slots=True)
class PreparedProgram:
    """Tokens with their lines, which of them are starter code's, and the fingerprints of the rest."""

    id: str
    language: str
    kinds: tuple[str, ...]
    lines: tuple[int, ...]
    given: bytes
    fingerprints: tuple[Fingerprint, ...]

    @property
    def hashes(self) -> frozenset[int]:
        """The fingerprints, wherever they stand."""
        return frozenset(each.hash for each in self.fingerprints)


def starter_grams(language: str, source: str) -> frozenset[int]:
    """Return what everybody was given, to be left out."""
    return frozenset(grams([token.kind for token in tokens(language, source)]))


def prepared(id: str, language: str, source: str, starter: frozenset[int] = frozenset()) -> PreparedProgram:
    """Return a program ready to be compared; runs that the starter code has as well are left out."""
    found = tokens(language, source)
    kinds = tuple(token.kind for token in found)
    hashes = grams(kinds)
    given = bytearray(len(kinds))
    for at, value in enumerate(hashes):
        if value in starter:
            given[at : at + GRAM] = b"\1" * GRAM
    return PreparedProgram(
        id=id,
        language=language,
        kinds=kinds,
        lines=tuple(token.line for token in found),
        given=bytes(given),
        fingerprints=tuple(_own(hashes, starter)),
    )


def _own(hashes: Sequence[int], starter: frozenset[int]) -> list[Fingerprint]:
    """Winnow each stretch between starter code by itself, so that the guarantee holds in each."""
    found: list[Fingerprint] = []
    start = 0
    for place in range(len(hashes) + 1):
        if place == len(hashes) or hashes[place] in starter:
            stretch = winnowed(hashes[start:place])
            found += [Fingerprint(each.hash, each.at + start) for each in stretch]
            start = place + 1
    return found
