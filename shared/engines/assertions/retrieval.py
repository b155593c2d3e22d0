"""Assertions that a model decides about an answer, its question and the context it was given."""

import re
from typing import Any, cast

from shared.engines.assertions import rubrics
from shared.engines.assertions.javascript import JavaScriptFailed, call, function_body
from shared.engines.assertions.judging import ask
from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.outside import OutsideFailed
from shared.engines.assertions.results import Check, Grade
from shared.engines.assertions.scripts import context as script_context
from shared.engines.assertions.similar import cosine, embedded

_QUESTIONS = 3
_SLACK = 2.0**-52
_MARK = re.compile(r"^\s*(?:\d+[.)]|[-*])\s*")
_VERDICT = re.compile(r"verdict: *(yes|no)\b")
_FINAL = "final verdict for each statement in order:"


async def answer_relevance(check: Check) -> Grade:
    """Score (.5) by how near the question is to those that a model thinks the output answers."""
    if not isinstance(check.output, str):
        raise InvalidAssertion("answer-relevance needs a text as the output")
    query = check.subject.variables.get("query")
    question = query if isinstance(query, str) else check.subject.prompt
    if not question:
        raise InvalidAssertion("answer-relevance needs a prompt, or a variable named query")
    asked = [await ask(check, rubrics.RELEVANT_QUESTION, {"answer": check.output}) for _ in range(_QUESTIONS)]
    vector, *others = await embedded(check, [question, *asked])
    return _graded(check, sum(cosine(vector, each) for each in others) / _QUESTIONS)


async def context_recall(check: Check) -> Grade:
    """Score (.5) by the share of the expected answer's sentences that the context supports."""
    if not isinstance(check.value, str):
        raise InvalidAssertion("context-recall needs a text as its value")
    context = _context(check, check.subject.prompt)
    answer = await ask(check, rubrics.RECALL, {"context": "\n\n".join(context), "groundTruth": check.value})
    lines = [line.lower() for line in answer.splitlines()]
    against = sum("[not attributed]" in line for line in lines)
    supported = sum("[attributed]" in line and "[not attributed]" not in line for line in lines)
    if not against + supported:
        raise OutsideFailed("the judge marked no sentence as attributed or not")
    return _graded(check, supported / (against + supported))


async def context_relevance(check: Check) -> Grade:
    """Score (.5) by the share of the context that the query needs."""
    query, context = _query(check), _context(check)
    joined = "\n\n".join(context)
    answer = await ask(check, rubrics.RELEVANCE, {"context": joined, "query": query})
    units = context if len(context) > 1 else _sentences(context[0])
    if "Insufficient Information" in answer:
        return _graded(check, 0.0)
    copied = set(_lines(answer) if len(_lines(joined)) > 1 else _sentences(answer))
    plain = " ".join(joined.lower().split())
    if not any(" ".join(_MARK.sub("", each).lower().split()) in plain for each in copied):
        raise OutsideFailed("the judge copied nothing that is in the context")
    return _graded(check, min(len(copied), len(units)) / len(units))


async def context_faithfulness(check: Check) -> Grade:
    """Score (.5) by the share of the output's statements that the context supports."""
    if not isinstance(check.output, str):
        raise InvalidAssertion("context-faithfulness needs a text as the output")
    query, context = _query(check), _context(check)
    told = {"question": query, "answer": check.output}
    statements = _lines(await ask(check, rubrics.STATEMENTS, told, part=0))
    told = {"context": "\n\n".join(context), "statements": statements}
    answer = (await ask(check, rubrics.VERDICTS, told, part=1)).lower()
    final = answer.partition(_FINAL)[2]
    verdicts = re.findall(r"\b(yes|no)\b", final) if final else _VERDICT.findall(answer)
    if not verdicts:
        raise OutsideFailed("the judge gave no verdicts")
    return _graded(check, min(1.0, verdicts.count("yes") / len(statements)))


def _query(check: Check) -> str:
    query = check.subject.variables.get("query")
    if not isinstance(query, str):
        raise InvalidAssertion(f"{check.kind} needs a variable named query")
    return query


def _context(check: Check, otherwise: str = "") -> list[str]:
    found: Any = check.subject.variables.get("context") or otherwise
    if code := check.assertion.options.get("contextTransform"):
        try:
            found = call(function_body(str(code)), {"output": check.output, "context": script_context(check)})
        except JavaScriptFailed as error:
            raise InvalidAssertion(f"contextTransform failed: {error}") from None
    chunks = cast("list[Any]", found) if isinstance(found, list) else [found]
    if not chunks or not all(isinstance(each, str) and each for each in chunks):
        raise InvalidAssertion(f"{check.kind} needs a variable named context, a text or a list of texts")
    return chunks


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _sentences(text: str) -> list[str]:
    lines = _lines(text)
    parts = lines if len(lines) > 1 else re.split(r"(?<=[.!?])\s+", text)
    return [part.strip() for part in parts if part.strip()]


def _graded(check: Check, score: float) -> Grade:
    least = check.threshold(0.5)
    return check.graded(score, score >= least - _SLACK, f"{check.kind} is {score:.2f}; the threshold is {least:g}")
