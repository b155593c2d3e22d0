"""Programs that call the function a candidate wrote: a harness for each language, and what a signature may ask."""

from collections.abc import Mapping

from shared.engines.harnesses import c, cpp, go, java, javascript, php, python, ruby, rust, typescript
from shared.engines.harnesses.harness import Harness
from shared.engines.harnesses.signature import Kind, Signature, types_of
from shared.engines.harnesses.spelling import TYPES

HARNESSES: Mapping[str, Harness] = {
    "c": c.HARNESS,
    "cpp": cpp.HARNESS,
    "go": go.HARNESS,
    "java": java.HARNESS,
    "javascript": javascript.HARNESS,
    "php": php.HARNESS,
    "python": python.HARNESS,
    "ruby": ruby.HARNESS,
    "rust": rust.HARNESS,
    "typescript": typescript.HARNESS,
}


def unsupported(signature: Signature, language: str) -> str | None:
    """Return why functions of this signature can't be written in the language, or None."""
    if language not in HARNESSES:
        return f"functions can be written in {', '.join(HARNESSES)}; not in {language}"
    missing = sorted({type_.kind for type_ in types_of(signature)} - TYPES[language].keys(), key=list(Kind).index)
    return f"{language} has no type for {missing[0]}" if missing else None
