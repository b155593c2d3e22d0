"""Wordings that models take in more ways than one."""

import re
from collections.abc import Iterator, Sequence

from shared.engines.prompt_analysis.model import Kind, Suggestion, Written

_I = re.IGNORECASE

OPPOSITES: tuple[tuple[re.Pattern[str], re.Pattern[str], str], ...] = (
    (
        re.compile(r"\b(?:be (?:brief|concise|short)|briefly|concisely|in one sentence|keep it short)\b", _I),
        re.compile(
            r"\b(?:in (?:great )?detail|be (?:detailed|thorough|exhaustive)|comprehensive(?:ly)?|at length)\b", _I
        ),
        "It asks for a short and for a detailed answer.",
    ),
    (
        re.compile(r"\b(?:only|just|valid) (?:a )?json\b|\brespond (?:only )?(?:in|with) json\b", _I),
        re.compile(r"\b(?:in|as|use) (?:a )?(?:markdown|bullet points?|plain text|prose|a table)\b", _I),
        "It asks for JSON and for another format.",
    ),
    (
        re.compile(r"\b(?:don.t|do not|never|without) (?:explain|explanations?|explaining|give reasons)\b", _I),
        re.compile(r"\b(?:explain (?:your|why|how|each|the)|step by step|show your (?:work|reasoning))", _I),
        "It asks for an explanation and forbids one.",
    ),
    (
        re.compile(r"\b(?:formal(?:ly)?|professional) (?:tone|style|language|english)\b", _I),
        re.compile(r"\b(?:casual|informal|colloquial|chatty)(?:ly)? (?:tone|style|language|english)\b", _I),
        "It asks for a formal and for a casual tone.",
    ),
    (
        re.compile(r"\balways (?:ask|answer|respond|use|include|apologi[sz]e|mention)\b", _I),
        re.compile(r"\bnever (?:ask|answer|respond|use|include|apologi[sz]e|mention)\b", _I),
        "It says always and never of the same thing.",
    ),
)
"""Pairs of instructions that can't both be followed; the last counts only for the same verb."""

_VAGUE = re.compile(
    r"\b(?:as appropriate|if (?:necessary|needed|possible|appropriate)|and so on|etc\b|some(?:what| kind of)|"
    r"try to|a few|several|various|as (?:good|well) as (?:possible|you can)|properly|nicely|be creative)",
    _I,
)
_FORMAT = re.compile(
    r"\b(?:json|yaml|xml|csv|markdown|html|bullet|list|table|format|sentences?|words?|paragraphs?|one of|"
    r"respond (?:only )?with|answer (?:only )?(?:with|in|yes)|(?:return|output) (?:only|a|an|the)|yes or no)",
    _I,
)
_SENTENCE = re.compile(r"[^.!?\n]{20,400}[.!?\n]?")
MOST_VAGUE = 20


def contradictions(texts: Sequence[Written]) -> Iterator[Suggestion]:
    """Yield the later of two instructions that can't both be followed, wherever in the prompt they stand."""
    for one, other, why in OPPOSITES:
        first = [(written, match) for written in texts for match in one.finditer(written.text)]
        second = [(written, match) for written in texts for match in other.finditer(written.text)]
        for written, match in second:
            verbs = {each.group().split()[-1].lower() for _, each in first}
            if first and (not one.pattern.startswith(r"\balways") or match.group().split()[-1].lower() in verbs):
                yield Suggestion(Kind.CONTRADICTION, why, written.pointer, *match.span())
                break


def vague(texts: Sequence[Written]) -> Iterator[Suggestion]:
    """Yield wordings that leave to the model what is meant, at most 20."""
    found = [(written, match) for written in texts for match in _VAGUE.finditer(written.text)]
    for written, match in found[:MOST_VAGUE]:
        why = f"“{match.group()}” leaves open what is meant: say when, how many or which."
        yield Suggestion(Kind.VAGUE_WORDING, why, written.pointer, *match.span())


def without_format(texts: Sequence[Written]) -> Iterator[Suggestion]:
    """Yield a suggestion where nothing says what the answer looks like."""
    if texts and not any(_FORMAT.search(each.text) for each in texts):
        why = "Nothing says what the answer looks like: name its format, its length or the words to choose from."
        yield Suggestion(Kind.NO_OUTPUT_FORMAT, why, texts[-1].pointer, 0, len(texts[-1].text))


def repeated(texts: Sequence[Written]) -> Iterator[Suggestion]:
    """Yield sentences that are there already."""
    seen: set[str] = set()
    for written in texts:
        for match in _SENTENCE.finditer(written.text):
            sentence = " ".join(match.group().casefold().split()).rstrip(".!?")
            if len(sentence) >= 20 and sentence in seen:
                why = "This sentence is in the prompt already: it costs tokens and adds nothing."
                yield Suggestion(Kind.REPEATED_SENTENCE, why, written.pointer, *match.span())
            seen.add(sentence)
