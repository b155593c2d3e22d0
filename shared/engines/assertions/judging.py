"""Asking a judge and reading its answer. An answer that cannot be read is an error, never a score."""

import math
import re
from collections.abc import Mapping
from typing import Any, cast

from shared.engines.assertions.json_texts import objects_within
from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.outside import OutsideFailed, Question
from shared.engines.assertions.results import Check
from shared.engines.templates.errors import TemplateError
from shared.engines.templates.rendering import render
from shared.engines.templates.values import dump, is_number, to_text

_YES = re.compile(r"true|yes|pass|y", re.IGNORECASE)
_NO = re.compile(r"false|no|fail|n", re.IGNORECASE)


async def ask(check: Check, template: str, variables: Mapping[str, Any], *, part: str | int | None = None) -> str:
    """Return what the judge answers to a template, or to the part of the assertion's own rubric in its place."""
    if check.outside.judge is None:
        raise InvalidAssertion(f"{check.kind} needs a judge, and none is there")
    prompt = _rubric(check.assertion.rubric, part) or template
    try:
        rendered = render(prompt, {**check.subject.variables, **variables})
    except TemplateError as error:
        raise InvalidAssertion(f"the rubric is broken: {error}") from None
    answer = await check.outside.judge(Question(check.kind, rendered, check.assertion.provider))
    if not answer.strip():
        raise OutsideFailed("the judge answered nothing")
    return answer


def _rubric(rubric: Any, part: str | int | None) -> str | None:
    if rubric is None or isinstance(rubric, str):
        return rubric if part in (None, "evaluate") else None
    if isinstance(part, str) and isinstance(rubric, dict):
        rubric = cast("dict[str, Any]", rubric).get(part)
    elif isinstance(part, int) and isinstance(rubric, list):
        items = cast("list[Any]", rubric)
        rubric = items[part] if part < len(items) else None
    return rubric if rubric is None or isinstance(rubric, str) else to_text(dump(rubric))


def answered_object(answer: str) -> dict[str, Any]:
    """Return the first JSON object in an answer; raise OutsideFailed where there is none."""
    found = next(objects_within(answer), None)
    if not isinstance(found, dict):
        raise OutsideFailed(f"the judge's answer has no JSON object: {answer[:200]}")
    return cast("dict[str, Any]", found)


def answered_verdict(answer: str) -> tuple[bool, float, str]:
    """Return pass, score and reason of an answer; one of pass and score is enough, but what is there must be valid."""
    said = answered_object(answer)
    passed, score = _boolean(said.get("pass")), _score(said.get("score"))
    if passed is None and score is None:
        raise OutsideFailed("the judge's answer has neither pass nor score")
    holds = True if passed is None else passed
    return holds, float(holds) if score is None else score, str(said.get("reason") or "")


def _boolean(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    text = str(value)
    if _YES.fullmatch(text):
        return True
    if _NO.fullmatch(text):
        return False
    raise OutsideFailed(f"the judge's pass is neither true nor false: {text[:50]}")


def _score(value: Any) -> float | None:
    number = number_of(value)
    if number is None:
        return None
    if not 0 <= number <= 1:
        raise OutsideFailed(f"the judge's score is not between 0 and 1: {number:g}")
    return number


def number_of(value: Any) -> float | None:
    """Return a number, also one written as text; None for none; raise OutsideFailed for anything else."""
    if value is None:
        return None
    try:
        number = float(value) if is_number(value) or isinstance(value, str) else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise OutsideFailed(f"the judge's score is no number: {str(value)[:50]}")
    return number
