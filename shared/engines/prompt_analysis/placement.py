"""Variables: whether they are declared and used, and whether what they hold can pass for instructions."""

import re
from collections.abc import Iterator, Sequence

from shared.engines.prompt_analysis.model import Declared, Kind, Suggestion, Written
from shared.engines.templates.prompts import used_variables

_PRINTED = re.compile(r"\{\{-?\s{0,9}([A-Za-z_]\w{0,60})[^{}]{0,200}\}\}")
_MARKS = re.compile(r"""(?:<[A-Za-z_]\w{0,40}>|```\w{0,20}|\"{1,3}|'{3}|[#=-]{3,}|\[)\s{0,9}$""")


def undeclared(texts: Sequence[Written], declared: Sequence[Declared]) -> Iterator[Suggestion]:
    """Yield each variable that a template names and the card doesn't."""
    known = {each.name for each in declared}
    for written in texts:
        for name in sorted(used_variables(written.text) - known):
            known.add(name)
            place = re.search(rf"\b{re.escape(name)}\b", written.text)
            start, end = place.span() if place else (0, 0)
            why = f"{name} is not declared: without a value it prints as nothing, and no type is checked."
            yield Suggestion(Kind.UNDECLARED_VARIABLE, why, written.pointer, start, end)


def unused(texts: Sequence[Written], declared: Sequence[Declared]) -> Iterator[Suggestion]:
    """Yield each variable that no template names."""
    for each in declared:
        if not any(re.search(rf"\b{re.escape(each.name)}\b", written.text) for written in texts):
            why = f"{each.name} is declared, and no template names it."
            yield Suggestion(Kind.UNUSED_VARIABLE, why, each.pointer)


def risky(texts: Sequence[Written], declared: Sequence[Declared]) -> Iterator[Suggestion]:
    """Yield where a text from outside can be read as instructions: in a system message, or without marks around it."""
    own = {each.name for each in declared if not each.holds_text or not each.required}
    for written in texts:
        for match in _PRINTED.finditer(written.text):
            if match.group(1) in own:
                continue
            if written.role == "system":
                why = f"Whoever fills {match.group(1)} speaks with the system's voice: put it into a user message."
                yield Suggestion(Kind.UNTRUSTED_IN_SYSTEM, why, written.pointer, *match.span())
            elif written.text.strip() != match.group() and not _MARKS.search(written.text[: match.start()][-60:]):
                why = f"Nothing marks where {match.group(1)} begins and ends: put it between tags or quotes."
                yield Suggestion(Kind.UNMARKED_VARIABLE, why, written.pointer, *match.span())
