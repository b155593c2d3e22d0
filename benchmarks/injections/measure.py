"""Precision and recall on the public rows that nothing was fitted to: `python -m benchmarks.injections.measure`."""

import asyncio
from dataclasses import dataclass

from benchmarks.injections.data import Labelled, held_out
from shared.adapters.minilm.embeddings import MiniLmEmbeddings
from shared.engines.injections.classifier import model, windows
from shared.engines.injections.scanning import scan
from shared.ports.embeddings import Embeddings


@dataclass(frozen=True)
class Measured:
    precision: float
    recall: float
    n: int


def measured(told: list[bool], texts: Labelled) -> Measured:
    right = sum(said and label for said, (_, label) in zip(told, texts, strict=True))
    return Measured(right / max(1, sum(told)), right / sum(label for _, label in texts), len(texts))


async def classified(text: str, embeddings: Embeddings) -> bool:
    parts, _ = windows(text)
    vectors = await embeddings.embed([each.text for each in parts])
    return any(model().probability(vector) >= model().threshold for vector in vectors)


async def results() -> dict[str, Measured]:
    texts, embeddings = held_out(), MiniLmEmbeddings()
    by_rules = [bool(scan(text)) for text, _ in texts]
    by_classifier = [await classified(text, embeddings) for text, _ in texts]
    both = [one or other for one, other in zip(by_rules, by_classifier, strict=True)]
    told = {"rules": by_rules, "classifier": by_classifier, "both": both}
    return {name: measured(each, texts) for name, each in told.items()}


async def main() -> None:
    for name, found in (await results()).items():
        print(f"{name}: precision {found.precision:.3f}, recall {found.recall:.3f}, n = {found.n}")


if __name__ == "__main__":
    asyncio.run(main())
