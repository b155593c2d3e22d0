"""Words that people find their things by: tags, skills."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

MAX_LABELS = 20


def _normalised(label: str) -> str:
    return " ".join(unicodedata.normalize("NFC", label.casefold()).split())


def _distinct(labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))


Label = Annotated[
    str,
    StringConstraints(min_length=1, max_length=40, strip_whitespace=True, pattern=r"^[^,;\x00-\x1f\x7f]+$"),
    AfterValidator(_normalised),
]
"""A tag or a skill, in lower case with single spaces: whoever writes it otherwise means the same."""

LabelSet = Annotated[tuple[Label, ...], Field(max_length=MAX_LABELS), AfterValidator(_distinct)]
