"""What a question is found by in a bank of many, beside its words."""

from enum import StrEnum

from shared.engines.labels import LabelSet
from shared.model import FrozenModel


class Difficulty(StrEnum):
    """How hard its authors think a question is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Labels(FrozenModel):
    """Tags, the skills that a question asks for, and how hard it is."""

    tags: LabelSet = ()
    skills: LabelSet = ()
    difficulty: Difficulty | None = None
