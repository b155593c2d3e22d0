"""Assertions that authors program: JavaScript here, Python and webhooks outside."""

import math
from collections.abc import Mapping
from typing import Any, cast

from shared.engines.assertions.javascript import JavaScriptFailed, JavaScriptLimit, call, function_body
from shared.engines.assertions.json_texts import parse
from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.outside import OutsideFailed
from shared.engines.assertions.results import PASSED, Check, Grade, failed
from shared.engines.assertions.texts import required_text
from shared.engines.templates.values import is_number, parse_float

_SNAKE = {"named_scores": "namedScores", "component_results": "componentResults", "pass_": "pass"}


def context(check: Check) -> dict[str, Any]:
    """Return what a script is told beside the output."""
    subject = check.subject
    told: dict[str, Any] = {
        "prompt": subject.prompt,
        "vars": dict(subject.variables),
        "config": dict(check.assertion.options),
        "metadata": dict(subject.metadata),
        "logProbs": None if subject.log_probabilities is None else list(subject.log_probabilities),
        "providerResponse": {"output": subject.output, "cost": subject.cost, "finishReason": subject.finish_reason},
    }
    if subject.spans is not None:
        told["trace"] = {
            "spans": [
                {
                    "name": span.name,
                    "startTime": span.start,
                    "endTime": span.end,
                    "attributes": dict(span.attributes),
                    "statusCode": span.status_code,
                    "statusMessage": span.status_message,
                }
                for span in subject.spans
            ]
        }
    return told


def _arguments(check: Check) -> dict[str, Any]:
    # Scripts written for Node look at process.env; here nothing is in it.
    return {"output": check.output, "context": context(check), "process": {"env": dict[str, str]()}}


def transformed(code: str, check: Check) -> Any:
    """Return the output as a transform makes it; raise InvalidAssertion where that fails."""
    try:
        made = call(function_body(code), _arguments(check))
    except JavaScriptFailed as error:
        raise InvalidAssertion(f"the transform failed: {error}") from None
    if made is None:
        raise InvalidAssertion("the transform returned nothing")
    return made


def javascript(check: Check) -> Grade:
    """Decide by what JavaScript returns: a boolean, a number or a grade. Failing, it fails in its not- form too."""
    if not isinstance(check.value, str):
        raise InvalidAssertion("javascript needs a text as its value")
    try:
        return _grade(check, call(function_body(check.value), _arguments(check)))
    except (JavaScriptFailed, OutsideFailed) as error:
        return failed(f"the JavaScript failed: {error}")


def regex(check: Check) -> Grade:
    """Decide whether the output matches a regular expression as JavaScript understands it."""
    pattern = required_text(check)
    body = "let r; try { r = new RegExp(pattern) } catch (e) { return String(e.message) } return r.test(text)"
    try:
        found = call(body, {"pattern": pattern, "text": check.text})
    except JavaScriptLimit as error:
        raise InvalidAssertion(f"the pattern cannot be decided: {error}") from None
    if isinstance(found, str):
        return failed(f"the pattern is invalid: {found}")
    return check.decided(found, f"the output must {'not ' if check.inverse else ''}match {pattern}")


async def python(check: Check) -> Grade:
    """Decide by what Python returns: as JavaScript, with a grade's score held against the threshold as well."""
    if not isinstance(check.value, str):
        raise InvalidAssertion("python needs a text as its value")
    if check.outside.python is None:
        raise InvalidAssertion("python assertions cannot run here: no sandbox is there")
    try:
        made = await check.outside.python(python_program(check.value), check.output, context(check))
        return _grade(check, _from_python(check, made))
    except (OutsideFailed, ValueError) as error:
        return failed(f"the Python failed: {error}")


def python_program(code: str) -> str:
    """Return a program whose `main(output, context)` is what an author wrote: an expression, or a body."""
    if "\n" not in code:
        return f"import json\n\ndef main(output, context):\n    return {code}\n"
    lines = code.split("\n")
    indents = (line[: len(line) - len(line.lstrip())] for line in lines if line.strip() and line[:1].isspace())
    indent = next(indents, "    ")
    return "import json\n\ndef main(output, context):\n" + "\n".join(indent + line for line in lines) + "\n"


async def webhook(check: Check) -> Grade:
    """Decide by what a server answers to the output; it must say whether it passes."""
    address = required_text(check)
    if check.outside.webhook is None:
        raise InvalidAssertion("webhook assertions cannot be called here")
    body = {"output": check.output, "context": {"prompt": check.subject.prompt, "vars": dict(check.subject.variables)}}
    try:
        answer = await check.outside.webhook(address, body)
    except OutsideFailed as error:
        return failed(f"the webhook failed: {error}")
    said = cast("dict[str, Any]", answer) if isinstance(answer, dict) else {}
    if not isinstance(said.get("pass"), bool):
        return failed("the webhook must answer with an object whose pass is true or false")
    passed, score = said["pass"] != check.inverse, said.get("score")
    if score is not None and not (is_number(score) and math.isfinite(score)):
        return failed("the webhook's score must be a number")
    value = float(passed) if score is None else 1 - score if check.inverse else score
    reason = said.get("reason") if isinstance(said.get("reason"), str) else None
    return Grade(passed=passed, score=value, reason=reason or (PASSED if passed else "the webhook decided otherwise"))


def _from_python(check: Check, made: Any) -> Any:
    if isinstance(made, str):
        if made.lower() in ("true", "false"):
            return made.lower() == "true"
        made = parse(made) if made.startswith("{") else parse_float(made)
    if not isinstance(made, dict):
        return made
    said = {_SNAKE.get(key, key): value for key, value in cast("dict[str, Any]", made).items()}
    score, least = said.get("score"), check.assertion.threshold
    if least is not None and is_number(score) and score < least:
        said |= {"pass": False, "reason": f"the score {score} is below {least}: {said.get('reason', '')}"}
    return said


def _grade(check: Check, made: Any) -> Grade:
    if isinstance(made, bool):
        return check.decided(made, f"it returned {str(made).lower()}")
    if is_number(made) and made == made:
        least = check.assertion.threshold
        holds = made > 0 if least is None else made >= least
        passed = holds != check.inverse
        return Grade(passed=passed, score=made, reason=PASSED if passed else f"it returned {made:g}")
    if not isinstance(made, dict):
        raise OutsideFailed("it must return true or false, a number, or an object with pass, score and reason")
    return _grade_said(check, cast("dict[str, Any]", made))


def _grade_said(check: Check, said: dict[str, Any]) -> Grade:
    passed, score, reason = said.get("pass"), said.get("score"), said.get("reason")
    if not isinstance(passed, bool) or not is_number(score) or not isinstance(reason, str) or not math.isfinite(score):
        raise OutsideFailed("an object it returns must have pass, score and reason")
    named: Any = said.get("namedScores") or {}
    parts: Any = said.get("componentResults") or []
    if not isinstance(named, Mapping) or not isinstance(parts, list):
        raise OutsideFailed("namedScores must be an object and componentResults a list")
    scores = {str(key): value for key, value in cast("Mapping[Any, Any]", named).items() if is_number(value)}
    plain = Check(check.assertion, check.subject, check.output, check.kind)
    components = tuple(
        _grade_said(plain, cast("dict[str, Any]", each)) for each in cast("list[Any]", parts) if isinstance(each, dict)
    )
    why = reason if not check.inverse else f"it returned {str(passed).lower()}: {reason}"
    return Grade(passed != check.inverse, score, why, named_scores=scores, components=components)
