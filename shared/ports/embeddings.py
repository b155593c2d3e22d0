"""Embeddings: texts as vectors whose angles tell how near their meanings are."""

from collections.abc import Sequence
from typing import Protocol

MAX_TEXTS = 256
"""How many texts one call takes."""


class Embeddings(Protocol):
    """Turns texts into vectors of length 1; the same text always makes the same vector."""

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector for each text; raise InvalidInput for too many, DependencyUnavailable without a model."""
        ...
