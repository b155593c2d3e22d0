"""The texts: Ella's own, and a public set of which every second row is only measured on: nothing was fitted to it."""

import hashlib
import json
from pathlib import Path

OWN = Path(__file__).with_name("training.txt")
PUBLIC = Path(__file__).parents[2] / "tests/fixtures/data/injections/bastioncorpus.jsonl"

Labelled = list[tuple[str, bool]]


def training() -> tuple[Labelled, str]:
    """Return what the classifier is trained on, and its hash: Ella's own texts and the even rows of the public set."""
    own = [(line[2:], line[0] == "+") for line in OWN.read_text(encoding="utf-8").splitlines()]
    texts = own + _public()[::2]
    digest = hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()
    return texts, digest


def held_out() -> Labelled:
    """Return the odd rows of the public set, less those whose text is among the even ones as well."""
    known = {text.casefold() for text, _ in training()[0]}
    return [(text, label) for text, label in _public()[1::2] if text.casefold() not in known]


def _public() -> Labelled:
    rows = [json.loads(line) for line in PUBLIC.read_text(encoding="utf-8").splitlines()]
    return [(row["text"], row["label"] == "malicious") for row in rows]
