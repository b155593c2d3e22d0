"""Scores of how much a text has in common with references: ROUGE-1, BLEU, GLEU and METEOR."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any, cast

from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.results import Check, Grade
from shared.engines.assertions.texts import split_words
from shared.engines.templates.values import is_number

MAX_ORDER = 4
_SMALLEST = 1e-7

# The Penn Treebank's tokenization, after its published sed script.
_TREEBANK = (
    (re.compile(r"\.{3}"), r" ... "),
    (re.compile(r"[:,](?!\d)"), r" \g<0> "),
    (re.compile(r"[;@#$%&]"), r" \g<0> "),
    (re.compile(r"(?<![.\s])(?<!\b[a-z]\.[a-z])\.(?=[\])}>'\s]*\Z)"), r" ."),
    (re.compile(r"[?!\][(){}<>]"), r" \g<0> "),
    (re.compile(r"--"), r" -- "),
    (re.compile(r"(?<=[^'])' "), r" ' "),
    (re.compile(r"'([smd]) "), r" '\1 "),
    (re.compile(r"('ll|'re|'ve|n't) "), r" \1 "),
    (re.compile(r"\b(can)(not)\b|\b(d)('ye)\b|\b(gim)(me)\b|\b(gon)(na)\b|\b(got)(ta)\b|\b(lem)(me)\b"), None),
    (re.compile(r"\b(more)('n)\b|\b(wan)(na)(?= )|(?<!\w)('t)(is)\b|(?<!\w)('t)(was)\b"), None),
)


def rouge_1(check: Check) -> Grade:
    """Score by the F measure of common words (.75), each counted as often as both have it."""
    if not isinstance(check.value, str):
        raise InvalidAssertion("rouge-n needs a text as its value")
    candidate, reference = treebank_words(check.text.lower()), treebank_words(check.value.lower())
    common = (Counter(candidate) & Counter(reference)).total()
    score = 2 * common / (len(candidate) + len(reference)) if common else 0.0
    return _graded(check, score, 0.75)


def bleu(check: Check) -> Grade:
    """Score by BLEU (.5): n-grams to the fourth order, those too long for the output left out."""
    references = [split_words(each.lower()) for each in _references(check)]
    text = check.text.lower()
    return _graded(check, bleu_score(split_words(text), references) if split_words(text) != [""] else 0.0, 0.5)


def gleu(check: Check) -> Grade:
    """Score by GLEU (.5): the smaller of the n-grams' precision and recall, with the best reference."""
    candidate = _gleu_words(check.text)
    scores = [gleu_score(candidate, _gleu_words(each)) for each in _references(check)]
    return _graded(check, max(scores), 0.5)


def meteor(check: Check) -> Grade:
    """Score by METEOR (.5): words matched as they are, then by their stems; synonyms are not looked up."""
    if not check.text:
        raise InvalidAssertion("meteor needs an output")
    parameters = [
        check.assertion.options.get(name, usual) for name, usual in (("alpha", 0.9), ("beta", 3), ("gamma", 0.5))
    ]
    if not all(is_number(each) for each in parameters):
        raise InvalidAssertion("meteor's alpha, beta and gamma must be numbers")
    alpha, beta, gamma = parameters
    words = [_meteor_words(each) for each in (check.text, *_references(check))]
    scores = [meteor_score(words[0], each, alpha, beta, gamma) for each in words[1:]]
    return _graded(check, max(scores), 0.5)


def treebank_words(text: str) -> list[str]:
    """Return the tokens of a text in lower case."""
    text = " ".join(text.split())
    if not text:
        return []
    text = re.sub(r"(?:(?<=^)|(?<=[\s(\[{<]))\"|``", " `` ", text)
    text = re.sub(r"\"|''", " '' ", text)
    for pattern, put in _TREEBANK[:6]:
        text = pattern.sub(put or "", text)
    text = f" {text} "
    for pattern, put in _TREEBANK[6:]:
        text = pattern.sub(put or (lambda found: f" {' '.join(part for part in found.groups() if part)} "), text)
    return text.split()


def bleu_score(candidate: Sequence[str], references: Sequence[Sequence[str]]) -> float:
    """Return BLEU of a candidate with at least one word."""
    nearest = min((len(each) for each in references), key=lambda length: (abs(length - len(candidate)), length))
    logarithms: list[float] = []
    for order in range(1, min(MAX_ORDER, len(candidate)) + 1):
        grams = _grams(candidate, order)
        clipped = max((grams & _grams(each, order)).total() for each in references)
        logarithms.append(math.log(clipped / grams.total() or _SMALLEST))
    brevity = 1.0 if len(candidate) > nearest else math.exp(1 - nearest / len(candidate))
    return brevity * math.exp(sum(logarithms) / len(logarithms))


def gleu_score(candidate: Sequence[str], reference: Sequence[str]) -> float:
    """Return GLEU of one reference; 0 for a candidate without words."""
    if not candidate or not reference:
        return 0.0
    common = sum((_grams(candidate, order) & _grams(reference, order)).total() for order in range(1, MAX_ORDER + 1))
    return common / max(_total(len(candidate)), _total(len(reference)))


def meteor_score(candidate: Sequence[str], reference: Sequence[str], alpha: float, beta: float, gamma: float) -> float:
    """Return METEOR of one reference."""
    stemming: Any = import_module("snowballstemmer")  # it has no types
    stem = stemming.stemmer("porter").stemWord
    ours, theirs = dict(enumerate(candidate)), dict(enumerate(reference))
    matches = [*_matched(ours, theirs)]
    matches += _matched(
        {place: stem(word) for place, word in ours.items()}, {place: stem(word) for place, word in theirs.items()}
    )
    if not matches:
        return 0.0
    precision, recall = len(matches) / len(candidate), len(matches) / len(reference)
    matches.sort()
    chunks = 1 + sum((b[0], b[1]) != (a[0] + 1, a[1] + 1) for a, b in pairwise(matches))
    mean = precision * recall / (alpha * precision + (1 - alpha) * recall)
    return (1 - gamma * (chunks / len(matches)) ** beta) * mean


def _matched(ours: dict[int, str], theirs: dict[int, str]) -> list[tuple[int, int]]:
    """Take out and return the pairs of places with the same word, both texts read from their ends."""
    places: dict[str, list[int]] = {}
    for place in sorted(theirs):
        places.setdefault(theirs[place], []).append(place)
    pairs: list[tuple[int, int]] = []
    for place in sorted(ours, reverse=True):
        if free := places.get(ours[place]):
            pairs.append((place, free.pop()))
    for mine, other in pairs:
        del ours[mine], theirs[other]
    return pairs


def _grams(words: Sequence[str], order: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[start : start + order]) for start in range(len(words) - order + 1))


def _total(length: int) -> int:
    return sum(max(0, length - order + 1) for order in range(1, MAX_ORDER + 1))


def _gleu_words(text: str) -> list[str]:
    words = [word.rstrip(".") for word in split_words(text.lower())]
    return words if any(words) else []


def _meteor_words(text: str) -> list[str]:
    return [word.rstrip(".").lower() for word in re.split(r"\s+", text)]


def _references(check: Check) -> list[str]:
    value = [check.value] if isinstance(check.value, str) else check.value
    if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in cast("list[Any]", value)):
        raise InvalidAssertion(f"{check.kind} needs a text or a list of texts as its value")
    return cast("list[str]", value)


def _graded(check: Check, score: float, usual: float) -> Grade:
    least = check.threshold(usual)
    return check.graded(score, score >= least, f"{check.kind} is {score:.4f}; the threshold is {least:g}")
