"""Looks through a text for injections: everything it says, and everything it hides."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.engines.injections.decoding import decoded
from shared.engines.injections.rules import Category, Severity, rules
from shared.engines.injections.views import INVISIBLE, View, plain, variants

MAX_TEXT = 1_000_000
"""How many characters of a text can be looked through."""

MAX_FINDINGS = 200
MAX_EXCERPT = 120
_MOST_OF_A_RULE = 20
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPLIT_WORD = re.compile(f"[A-Za-z][{INVISIBLE}]{{1,200}}(?=[A-Za-z])")
_MIXED_WORD = re.compile("[A-Za-z]{1,60}[\u0370-\u03ff\u0400-\u04ff]{1,60}[A-Za-z]|[\u0400-\u04ff][A-Za-z]{2,60}")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a part of a text tries; `start` and `end` are characters of the original.

    `through` is how the part has to be read to say so, the outermost encoding first; nothing for what lies open.
    """

    rule: str
    category: Category
    severity: Severity
    explanation: str
    start: int
    end: int
    excerpt: str
    through: tuple[str, ...] = ()

    def repeats(self, other: "Finding") -> bool:
        """Tell whether another finding says the same of a part of this one's place."""
        return self.category is other.category and self.start < other.end and other.start < self.end


def digests(text: str) -> tuple[str, str]:
    """Return what a text is known by: to the letter, and however it is spelt, without blanks and marks."""
    exact = hashlib.sha256(b"exact:" + text.encode(errors="surrogatepass"))
    spelt = re.sub(r"[^a-z0-9~]+", " ", plain(text).text).strip()
    return exact.hexdigest(), hashlib.sha256(b"spelt:" + spelt.encode()).hexdigest()


def scan(text: str) -> list[Finding]:
    """Return what a text of at most MAX_TEXT characters tries, in the order of its parts; at most MAX_FINDINGS."""
    found: list[Finding] = []
    for finding in _all(text):
        if any(finding.repeats(other) for other in found):
            continue
        found.append(finding)
        if len(found) == MAX_FINDINGS - 1:
            found.append(_hidden(text, "more", 0, len(text), Severity.MEDIUM, "Tries more than is listed."))
            break
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule))


def _all(text: str) -> Iterator[Finding]:
    skeleton = plain(text)
    yield from _said(text, skeleton)
    for view in variants(skeleton):
        yield from _said(text, view)
    pieces, complete = decoded(text)
    for piece in pieces:
        view = plain(piece.text, within=(piece.start, piece.end), through=piece.through)
        yield from _said(text, view)
        for variant in variants(view):
            yield from _said(text, variant)
        if piece.through[0] == "tags":
            yield _hidden(text, "tags", piece.start, piece.end, Severity.HIGH, "Holds a message in invisible tags.")
    yield from _shapes(text)
    if not complete:
        yield _hidden(text, "too_much", 0, len(text), Severity.MEDIUM, "Encodes more than is decoded.")


def _said(text: str, view: View) -> Iterator[Finding]:
    raw = view.text.encode()
    for rule in rules():
        for number, match in enumerate(rule.compiled.finditer(raw)):
            if number == _MOST_OF_A_RULE:
                break
            start, end = view.place(match.start(), match.end())
            excerpt = view.text[match.start() : match.end()] if view.through else text[start:end]
            yield Finding(
                rule.id, rule.category, rule.severity, rule.explanation, start, end, excerpt[:MAX_EXCERPT], view.through
            )


def _shapes(text: str) -> Iterator[Finding]:
    """Yield one finding for each way of hiding letters, at its first place."""
    if text.isascii():
        return
    if found := _BIDI.search(text):
        why = "Controls of writing direction show another text than a model reads."
        yield _hidden(text, "direction", *found.span(), Severity.MEDIUM, why)
    if found := _SPLIT_WORD.search(text):
        why = "Invisible characters split words, so that filters don't see them."
        yield _hidden(text, "invisible", *found.span(), Severity.MEDIUM, why)
    if found := _MIXED_WORD.search(text):
        why = "Letters of several scripts stand in one word, as lookalikes do."
        yield _hidden(text, "lookalikes", *found.span(), Severity.MEDIUM, why)


def _hidden(text: str, what: str, start: int, end: int, severity: Severity, why: str) -> Finding:
    return Finding(f"hidden.{what}", Category.HIDDEN, severity, why, start, end, text[start:end][:MAX_EXCERPT])
