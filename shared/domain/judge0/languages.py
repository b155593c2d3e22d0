"""Judge0's language numbers (CE 1.13 and 1.14) as data: which of our languages serves each, if we have it."""

from collections.abc import Iterator
from dataclasses import dataclass

from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import Language

NUMBERS: dict[str, tuple[int, ...]] = {
    "bash": (46,),
    "c": (48, 49, 50, 103),
    "cpp": (52, 53, 54, 105),
    "csharp": (51,),
    "go": (60, 95, 106, 107),
    "haskell": (61,),
    "java": (62, 91),
    "javascript": (63, 93, 97, 102),
    "kotlin": (78, 111),
    "lua": (64,),
    "pascal": (67,),
    "perl": (85,),
    "php": (68, 98),
    "python": (71, 92, 100, 109, 113),
    "r": (80, 99),
    "ruby": (72,),
    "rust": (73, 108),
    "scala": (81, 112),
    "sql": (82,),
    "swift": (83,),
    "typescript": (74, 94, 101),
}
"""By the name in our catalogue. Each number is a version at Judge0; here all are the one version that is installed."""

_BY_NUMBER = {number: name for name, numbers in NUMBERS.items() for number in numbers}


@dataclass(frozen=True, slots=True)
class NumberedLanguage:
    """One of our languages under one of Judge0's numbers."""

    number: int
    language: Language


def language_numbered(number: int) -> Language | None:
    """Return the language with a number, None where there is none here."""
    return LANGUAGES.get(_BY_NUMBER.get(number, ""))


def numbered_languages() -> Iterator[NumberedLanguage]:
    """Yield every number that can be used, in order."""
    for number in sorted(_BY_NUMBER):
        language = language_numbered(number)
        if language is not None:
            yield NumberedLanguage(number, language)
