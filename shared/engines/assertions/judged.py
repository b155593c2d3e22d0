"""Assertions that a model decides."""

import re
from typing import Any, cast

from shared.engines.assertions import rubrics
from shared.engines.assertions.judging import answered_object, answered_verdict, ask, number_of
from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.outside import OutsideFailed
from shared.engines.assertions.results import Check, Grade
from shared.engines.assertions.steps import steps_of
from shared.engines.assertions.traces import spans_of
from shared.engines.templates.values import dump, to_text

_MOST = 10
_SHOWN_STEPS = 24
_CATEGORIES = {"A": 1.0, "B": 1.0, "C": 1.0, "D": 0.0, "E": 1.0}


async def llm_rubric(check: Check) -> Grade:
    """Ask whether the output fulfils a rubric; with a threshold the score must reach it as well."""
    value = check.value
    rubric = value if isinstance(value, str) else "" if value is None else to_text(dump(value))
    answer = await ask(check, rubrics.PLAIN, {"output": check.text, "rubric": rubric})
    return _verdict(check, answer)


async def goal_success(check: Check) -> Grade:
    """Ask whether the steps and the output reached a goal."""
    value = check.value
    goal = cast("dict[str, Any]", value).get("goal") if isinstance(value, dict) else value
    if not isinstance(goal, str) or not goal.strip():
        raise InvalidAssertion(f"{check.kind} needs a goal as its value")
    steps = [f"{number}. {step.type}: {step.name}" for number, step in enumerate(steps_of(spans_of(check)), 1)]
    if len(steps) > _SHOWN_STEPS:
        half = _SHOWN_STEPS // 2
        steps = [*steps[:half], f"… {len(steps) - _SHOWN_STEPS} more …", *steps[-half:]]
    told = {"goal": goal.strip(), "trajectory": "\n".join(steps), "output": check.text}
    holds, score, reason = answered_verdict(await ask(check, rubrics.GOAL, told))
    holds = holds and (check.assertion.threshold is None or score >= check.assertion.threshold)
    return check.decided(holds, reason) if check.inverse else Grade(holds, score, reason)


async def closed_qa(check: Check) -> Grade:
    """Ask whether the output meets a criterion, yes or no."""
    told = {"input": _prompt(check), "completion": check.text, "criteria": _criterion(check)}
    answer = (await ask(check, rubrics.CLOSED_QA, told)).rstrip()
    if not re.search(r"(?<![A-Za-z])[YN]$", answer):
        raise OutsideFailed(f"the judge's answer ends neither with Y nor with N: {answer[-100:]}")
    return check.decided(answer.endswith("Y"), answer)


async def factuality(check: Check) -> Grade:
    """Ask how the output's facts relate to an expert's: only a contradiction fails, unless options say otherwise."""
    told = {"input": _prompt(check), "ideal": _criterion(check), "completion": check.text}
    answer = await ask(check, rubrics.FACTUALITY, told)
    letter = re.match(r"\s*\(?([A-Ea-e])\)", answer)
    said = {"category": letter[1]} if letter else answered_object(answer)
    category = str(said.get("category", "")).strip().upper()
    if category not in _CATEGORIES:
        raise OutsideFailed(f"the judge's category is none of A to E: {category[:50]}")
    given: Any = check.assertion.options.get("factuality") or {}
    names = dict(zip("ABCDE", ("subset", "superset", "agree", "disagree", "differButFactual"), strict=True))
    score = number_of(cast("dict[str, Any]", given).get(names[category])) if isinstance(given, dict) else None
    score = _CATEGORIES[category] if score is None else score
    return check.graded(score, score > 0, str(said.get("reason") or f"category {category}"))


async def g_eval(check: Check) -> Grade:
    """Ask for steps, then for a score by them (.7); of several criteria the mean counts."""
    criteria = [check.value] if isinstance(check.value, str) else check.value
    if not isinstance(criteria, list) or not criteria:
        raise InvalidAssertion("g-eval needs a criterion or a list of them as its value")
    scores: list[float] = []
    reasons: list[str] = []
    for criterion in cast("list[Any]", criteria):
        if not isinstance(criterion, str):
            raise InvalidAssertion("g-eval's criteria must be texts")
        proposed = answered_object(await ask(check, rubrics.G_EVAL_STEPS, {"criteria": criterion}, part="steps"))
        steps: Any = proposed.get("steps")
        if not isinstance(steps, list) or not steps:
            raise OutsideFailed("the judge proposed no steps")
        told = {"criteria": criterion, "steps": "\n- ".join(map(str, cast("list[Any]", steps))), "maxScore": _MOST}
        told |= {"input": _prompt(check), "output": check.text}
        said = answered_object(await ask(check, rubrics.G_EVAL, told, part="evaluate"))
        score, reason = number_of(said.get("score")), said.get("reason")
        if score is None or not 0 <= score <= _MOST or not isinstance(reason, str) or not reason.strip():
            raise OutsideFailed(f"the judge must give a score from 0 to {_MOST} and a reason")
        scores.append(score / _MOST)
        reasons.append(reason)
    mean = sum(scores) / len(scores)
    return check.graded(mean, mean >= check.threshold(0.7), "\n\n".join(reasons))


async def conversation_relevance(check: Check) -> Grade:
    """Ask, for each turn with the few before it, whether it is relevant; the share that is counts (.5)."""
    given: Any = check.subject.variables.get("_conversation")
    turns = cast("list[Any]", given) if isinstance(given, list) and given else None
    turns = turns or [{"input": _prompt(check), "output": check.text}]
    window = check.assertion.options.get("windowSize") or 5
    if not isinstance(window, int) or window < 1:
        raise InvalidAssertion("windowSize must be a whole number of at least 1")
    relevant = 0
    for end in range(1, len(turns) + 1):
        answer = await ask(check, rubrics.CONVERSATION, {"messages": turns[max(0, end - window) : end]})
        verdict = answered_object(answer).get("verdict")
        if verdict not in ("yes", "no"):
            raise OutsideFailed(f"the judge's verdict is neither yes nor no: {str(verdict)[:50]}")
        relevant += verdict == "yes"
    score = relevant / len(turns)
    return check.graded(score, score >= check.threshold(0.5), f"{relevant} of {len(turns)} turns are relevant")


async def moderation(check: Check) -> Grade:
    """Ask a moderator; with categories as the value only those count."""
    categories: Any = check.value or []
    if not isinstance(categories, list):
        raise InvalidAssertion("moderation takes a list of categories as its value")
    if check.outside.moderate is None:
        raise InvalidAssertion("moderation needs a moderator, and none is there")
    flags = await check.outside.moderate(_prompt(check), check.text) if check.text else ()
    found = [flag.description for flag in flags if not categories or flag.category in categories]
    return check.decided(not found, f"flagged: {', '.join(found)}" if found else "nothing was flagged")


async def classifier(check: Check) -> Grade:
    """Ask a classifier for the score of a class, or of the likeliest (1)."""
    if check.value is not None and not isinstance(check.value, str):
        raise InvalidAssertion("classifier takes the name of a class as its value")
    if check.outside.classify is None:
        raise InvalidAssertion("classifier needs a classifier, and none is there")
    scores = await check.outside.classify(check.text)
    if not scores:
        raise OutsideFailed("the classifier gave no scores")
    score = max(scores.values()) if check.value is None else scores.get(check.value, 0.0)
    return check.graded(score, score >= check.threshold(1.0) - 2.0**-52, f"the class has score {score:.2f}")


def _verdict(check: Check, answer: str) -> Grade:
    holds, score, reason = answered_verdict(answer)
    least = check.assertion.threshold
    return check.graded(score, holds and (least is None or score >= least), reason)


def _prompt(check: Check) -> str:
    if not check.subject.prompt:
        raise InvalidAssertion(f"{check.kind} needs the prompt")
    return check.subject.prompt


def _criterion(check: Check) -> str:
    if not isinstance(check.value, str):
        raise InvalidAssertion(f"{check.kind} needs a text as its value")
    return check.value
