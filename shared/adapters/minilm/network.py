"""MiniLM's forward pass: six layers of a BERT encoder, the mean over a text's tokens, scaled to length 1."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LAYERS, HEADS, WIDTH = 6, 12, 384
MAX_TOKENS = 256
_EPSILON = 1e-12


def read_weights(path: Path) -> dict[str, Any]:
    """Return the arrays of a safetensors file, each read from the disk only where it is used."""
    import numpy

    with path.open("rb") as file:
        header_bytes = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(header_bytes))
    raw = numpy.memmap(path, dtype=numpy.uint8, mode="r", offset=8 + header_bytes)
    weights: dict[str, Any] = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = entry["data_offsets"]
            weights[name] = raw[begin:end].view(numpy.float32).reshape(entry["shape"])
    return weights


def vectors(weights: Mapping[str, Any], batch: Sequence[Sequence[int]]) -> list[list[float]]:
    """Return one vector for each list of token numbers; shorter lists are padded and the padding is not attended to."""
    import numpy

    longest = max(map(len, batch))
    numbers = numpy.zeros((len(batch), longest), dtype=numpy.int64)
    mask = numpy.zeros((len(batch), longest), dtype=numpy.float32)
    for row, each in enumerate(batch):
        numbers[row, : len(each)] = each
        mask[row, : len(each)] = 1
    embeddings = "embeddings."
    hidden = weights[f"{embeddings}word_embeddings.weight"][numbers]
    hidden = hidden + weights[f"{embeddings}position_embeddings.weight"][:longest]
    hidden = hidden + weights[f"{embeddings}token_type_embeddings.weight"][0]
    hidden = _normalized(hidden, weights, f"{embeddings}LayerNorm")
    ignored = (mask[:, None, None, :] - 1) * 1e9
    for number in range(LAYERS):
        hidden = _layer(hidden, ignored, weights, f"encoder.layer.{number}.")
    summed = (hidden * mask[:, :, None]).sum(axis=1)
    mean = summed / mask.sum(axis=1, keepdims=True)
    return (mean / numpy.linalg.norm(mean, axis=1, keepdims=True)).tolist()


def _layer(hidden: Any, ignored: Any, weights: Mapping[str, Any], name: str) -> Any:
    count, length, _ = hidden.shape
    attention = f"{name}attention."

    def heads(part: str) -> Any:
        made = _linear(hidden, weights, f"{attention}self.{part}")
        return made.reshape(count, length, HEADS, WIDTH // HEADS).transpose(0, 2, 1, 3)

    scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / (WIDTH // HEADS) ** 0.5 + ignored
    mixed = _softmax(scores) @ heads("value")
    mixed = mixed.transpose(0, 2, 1, 3).reshape(count, length, WIDTH)
    hidden = hidden + _linear(mixed, weights, f"{attention}output.dense")
    hidden = _normalized(hidden, weights, f"{attention}output.LayerNorm")
    wide = _gelu(_linear(hidden, weights, f"{name}intermediate.dense"))
    return _normalized(hidden + _linear(wide, weights, f"{name}output.dense"), weights, f"{name}output.LayerNorm")


def _linear(values: Any, weights: Mapping[str, Any], name: str) -> Any:
    return values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def _normalized(values: Any, weights: Mapping[str, Any], name: str) -> Any:
    centred = values - values.mean(axis=-1, keepdims=True)
    spread = (centred**2).mean(axis=-1, keepdims=True)
    return centred / (spread + _EPSILON) ** 0.5 * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _softmax(scores: Any) -> Any:
    import numpy

    raised = numpy.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def _gelu(values: Any) -> Any:
    """Return x·Φ(x), with erf as in Abramowitz and Stegun 7.1.26, whose error is below 2·10⁻⁷."""
    import numpy

    size = numpy.abs(values) * numpy.float32(0.5**0.5)
    t = 1 / (1 + 0.3275911 * size)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = numpy.sign(values) * (1 - series * numpy.exp(-size * size))
    return 0.5 * values * (1 + erf)
