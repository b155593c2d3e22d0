"""Train the classifier and write its weights: `python -m benchmarks.injections.train`."""

import asyncio
import json
from typing import Any

import numpy as np

from benchmarks.injections.data import training
from shared.adapters.minilm.embeddings import MiniLmEmbeddings
from shared.engines.injections import classifier
from shared.ports.embeddings import MAX_TEXTS

FOLDS = 10
ROUNDS = 3_000
RATE = 2.0
PENALTY = 1e-3
MOST_FALSE_ALARMS = 0.02


def fitted(vectors: Any, labels: Any) -> tuple[Any, float]:
    weights, bias = np.zeros(vectors.shape[1]), 0.0
    for _ in range(ROUNDS):
        error = 1 / (1 + np.exp(-(vectors @ weights + bias))) - labels
        weights -= RATE * (vectors.T @ error / len(labels) + PENALTY * weights)
        bias -= RATE * error.mean()
    return weights, float(bias)


def threshold(vectors: Any, labels: Any) -> float:
    """Return the least threshold that few harmless texts reach when they are judged by a model that never saw them."""
    scores = np.zeros(len(labels))
    for fold in range(FOLDS):
        out = np.arange(len(labels)) % FOLDS == fold
        weights, bias = fitted(vectors[~out], labels[~out])
        scores[out] = 1 / (1 + np.exp(-(vectors[out] @ weights + bias)))
    harmless = np.sort(scores[labels == 0])[::-1]
    return round(float(harmless[int(MOST_FALSE_ALARMS * len(harmless))]) + 0.005, 2)


async def main() -> None:
    texts, digest = training()
    embeddings = MiniLmEmbeddings()
    vectors: list[list[float]] = []
    for first in range(0, len(texts), MAX_TEXTS):
        vectors += await embeddings.embed([text for text, _ in texts[first : first + MAX_TEXTS]])
    x, y = np.array(vectors), np.array([label for _, label in texts], dtype=float)
    weights, bias = fitted(x, y)
    stored = {
        "trainedOn": digest,
        "threshold": threshold(x, y),
        "bias": round(bias, 4),
        "weights": [round(each, 4) for each in weights.tolist()],
    }
    classifier._WEIGHTS.write_text(json.dumps(stored, separators=(",", ":")) + "\n")
    print(f"{len(texts)} texts, threshold {stored['threshold']}")


if __name__ == "__main__":
    asyncio.run(main())
