"""What a scan found, in every part that was looked through."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from typing import Self

from shared.engines.injections.classifier import MAX_WINDOWS, Window, model, windows
from shared.engines.injections.rules import Category, Severity
from shared.engines.injections.scanning import MAX_EXCERPT, MAX_TEXT, Finding, digests, scan
from shared.errors import DependencyUnavailable, InvalidInput
from shared.model import FrozenModel
from shared.ports.embeddings import Embeddings

MAX_PARTS = 2_000
MAX_REPORTED = 500


class Part(FrozenModel):
    """A text, and the JSON pointer to where it stands.

    `instructs` is for a text that is meant to instruct a model: the classifier, which can't tell whose instructions
    it reads, leaves it out.
    """

    pointer: str
    text: str
    instructs: bool = False


class FoundInjection(FrozenModel):
    """What a part tries. `start` and `end` count its characters; `through` is how it must be read to say so.

    `probability` is the classifier's, where it was the one to find it.
    """

    pointer: str
    rule: str
    category: Category
    severity: Severity
    explanation: str
    start: int
    end: int
    excerpt: str
    through: tuple[str, ...] = ()
    probability: float | None = None

    @classmethod
    def of(cls, pointer: str, finding: Finding) -> Self:
        """Return what the rules found in a part."""
        return cls(
            pointer=pointer,
            rule=finding.rule,
            category=finding.category,
            severity=finding.severity,
            explanation=finding.explanation,
            start=finding.start,
            end=finding.end,
            excerpt=finding.excerpt,
            through=finding.through,
        )


class Classified(FrozenModel):
    """How much the classifier judged: so many passages, or none where the embedding is missing."""

    available: bool
    passages: int
    complete: bool


class ScanReport(FrozenModel):
    """`flagged` is whether anything of medium or high severity was found that is not allowed.

    `allowed` counts what was left out for being allowed; `complete` is false where more was found than is listed.
    """

    flagged: bool
    findings: tuple[FoundInjection, ...]
    allowed: int
    complete: bool
    classifier: Classified


class Scan:
    """A scan of some parts: first what they hold, then what of it is allowed."""

    def __init__(self, parts: Sequence[Part], findings: list[FoundInjection], classifier: Classified) -> None:
        self._texts = {part.pointer: part.text for part in parts}
        self._findings = findings
        self._classifier = classifier

    @classmethod
    async def of(cls, parts: Sequence[Part], embeddings: Embeddings) -> Self:
        """Look through parts of at most MAX_TEXT characters together; raise InvalidInput where there is more."""
        size = sum(len(part.text) for part in parts)
        if size > MAX_TEXT or len(parts) > MAX_PARTS:
            raise InvalidInput(
                f"at most {MAX_TEXT:,} characters in {MAX_PARTS:,} texts are scanned at once; "
                f"these are {size:,} in {len(parts):,}",
                code="too_much_to_scan",
            )
        findings = await asyncio.to_thread(_by_rules, parts)
        likely, classifier = await _by_classifier(parts, embeddings)
        return cls(parts, [*findings, *likely], classifier)

    def digests(self) -> list[str]:
        """Return the digests of what is found and of the parts it is found in: an allowance has one of them."""
        return sorted({each for finding in self._findings for each in self._digests(finding)})

    def report(self, allowed: Collection[str]) -> ScanReport:
        """Return what was found and is not allowed."""
        left = [finding for finding in self._findings if not self._digests(finding) & set(allowed)]
        return ScanReport(
            flagged=any(finding.severity is not Severity.LOW for finding in left),
            findings=tuple(left[:MAX_REPORTED]),
            allowed=len(self._findings) - len(left),
            complete=len(left) <= MAX_REPORTED,
            classifier=self._classifier,
        )

    def _digests(self, finding: FoundInjection) -> set[str]:
        text = self._texts[finding.pointer]
        return {*digests(text), *digests(text[finding.start : finding.end])}


def _by_rules(parts: Iterable[Part]) -> list[FoundInjection]:
    return [FoundInjection.of(part.pointer, finding) for part in parts for finding in scan(part.text)]


async def _by_classifier(parts: Sequence[Part], embeddings: Embeddings) -> tuple[list[FoundInjection], Classified]:
    passages: list[tuple[str, Window]] = []
    complete = True
    for part in parts:
        if part.instructs:
            continue
        found, all_of_it = windows(part.text)
        passages += ((part.pointer, window) for window in found)
        complete = complete and all_of_it
        if len(passages) > MAX_WINDOWS:
            complete = False
            break
    passages = passages[:MAX_WINDOWS]
    try:
        vectors = await embeddings.embed([window.text for _, window in passages])
    except DependencyUnavailable:
        return [], Classified(available=False, passages=0, complete=False)
    trained = model()
    likely: list[FoundInjection] = []
    for (pointer, window), vector in zip(passages, vectors, strict=True):
        probability = trained.probability(vector)
        if probability >= trained.threshold:
            likely.append(_likely(pointer, window, probability))
    return likely, Classified(available=True, passages=len(passages), complete=complete)


def _likely(pointer: str, window: Window, probability: float) -> FoundInjection:
    return FoundInjection(
        pointer=pointer,
        rule="likeness.classifier",
        category=Category.LIKENESS,
        severity=Severity.MEDIUM,
        explanation="Reads like known injections.",
        start=window.start,
        end=window.end,
        excerpt=window.text[:MAX_EXCERPT],
        probability=round(probability, 3),
    )
