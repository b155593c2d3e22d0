"""A logistic regression over a text's embedding, which knows injections that no rule has words for.

Its weights are trained by `python -m benchmarks.injections.train` and name what they were trained on by its hash.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MAX_WINDOWS = 64
"""How many parts of a text are judged; the rules read all of it."""

WINDOW = 400
"""How many characters are judged together at most, about what the embedding reads."""

_WEIGHTS = Path(__file__).with_name("weights.json")
_ENDS = (". ", "! ", "? ", "\n", "; ", " ")


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text that is judged by itself."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Model:
    """A weight for each number of an embedding; a text whose probability reaches the threshold is an injection."""

    weights: tuple[float, ...]
    bias: float
    threshold: float
    trained_on: str

    def probability(self, vector: Sequence[float]) -> float:
        """Return how likely a text with this embedding is an injection, from 0 to 1."""
        logit = self.bias + math.fsum(a * b for a, b in zip(self.weights, vector, strict=True))
        return 1 / (1 + math.exp(-logit))


@cache
def model() -> Model:
    """Return the trained model."""
    stored = json.loads(_WEIGHTS.read_text())
    return Model(tuple(stored["weights"]), stored["bias"], stored["threshold"], stored["trainedOn"])


def windows(text: str) -> tuple[list[Window], bool]:
    """Return the parts of a text, cut where sentences end if possible, and whether these are all."""
    found: list[Window] = []
    start = 0
    while start < len(text) and len(found) < MAX_WINDOWS:
        end = _end(text, start)
        if part := text[start:end].strip():
            found.append(Window(start, end, part))
        start = end
    return found, start >= len(text)


def _end(text: str, start: int) -> int:
    last = start + WINDOW
    if last >= len(text):
        return len(text)
    for mark in _ENDS:
        place = text.rfind(mark, start + WINDOW // 4, last)
        if place >= 0:
            return place + len(mark)
    return last
