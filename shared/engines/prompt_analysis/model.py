"""What is analysed, and what is suggested of it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a suggestion is about."""

    UNDECLARED_VARIABLE = "undeclared_variable"
    UNUSED_VARIABLE = "unused_variable"
    CONTRADICTION = "contradiction"
    VAGUE_WORDING = "vague_wording"
    NO_OUTPUT_FORMAT = "no_output_format"
    REPEATED_SENTENCE = "repeated_sentence"
    UNTRUSTED_IN_SYSTEM = "untrusted_in_system"
    UNMARKED_VARIABLE = "unmarked_variable"
    LONG_PROMPT = "long_prompt"


@dataclass(frozen=True, slots=True)
class Written:
    """A template as its author wrote it: where it stands, by a JSON pointer, and who speaks."""

    pointer: str
    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Declared:
    """A variable that is declared; one with a default that nobody has to give is the author's own."""

    pointer: str
    name: str
    holds_text: bool = True
    required: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could be better, why, and where: `start` and `end` are characters of the template at `pointer`."""

    kind: Kind
    reason: str
    pointer: str
    start: int = 0
    end: int = 0
