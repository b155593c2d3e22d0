"""Candidates that need no model: the analyser's suggestions, carried out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shared.engines.prompt_analysis.model import Kind, Suggestion, Written

_FORMAT = "\n\nAnswer with the result only, without an introduction."


@dataclass(frozen=True, slots=True)
class Candidate:
    """The templates of a prompt, and what was done to the original."""

    texts: tuple[Written, ...]
    what: str


def edited(texts: Sequence[Written], suggestions: Sequence[Suggestion]) -> tuple[Candidate, ...]:
    """Return the original, then one candidate for each kind of edit that applies, then all edits together."""
    original = tuple(texts)
    found = [Candidate(original, "the original")]
    for kind, what in _EDITS:
        places = [each for each in suggestions if each.kind is kind]
        changed = tuple(_carried_out(original, places))
        if changed != original:
            found.append(Candidate(changed, what))
    everything = tuple(_carried_out(original, [each for each in suggestions if each.kind in dict(_EDITS)]))
    if all(everything != each.texts for each in found):
        found.append(Candidate(everything, "all of these edits"))
    return tuple(found)


_EDITS = (
    (Kind.REPEATED_SENTENCE, "repeated sentences left out"),
    (Kind.UNMARKED_VARIABLE, "variables put between tags"),
    (Kind.NO_OUTPUT_FORMAT, "the form of the answer named"),
)


def _carried_out(texts: Sequence[Written], suggestions: Sequence[Suggestion]) -> Iterator[Written]:
    for written in texts:
        # From the end of the text on, so that the places before stay where they are.
        text, before = written.text, len(written.text)
        for each in sorted(suggestions, key=lambda each: (each.end, each.start), reverse=True):
            if each.pointer != written.pointer:
                continue
            if each.kind is Kind.NO_OUTPUT_FORMAT:
                text += _FORMAT
            elif each.end <= before:
                text = text[: each.start] + _instead(text[each.start : each.end], each.kind) + text[each.end :]
                before = each.start
        yield replace(written, text=text)


def _instead(part: str, kind: Kind) -> str:
    return "" if kind is Kind.REPEATED_SENTENCE else f"<input>{part}</input>"
