"""What is measured beside the answer: cost, time, likelihood and how it ended."""

import math

from shared.engines.assertions.model import InvalidAssertion
from shared.engines.assertions.results import PASSED, Check, Grade


def cost(check: Check) -> Grade:
    """Decide whether the answer cost at most the threshold, in dollars."""
    return _at_most(check, check.subject.cost, "the provider tells no cost")


def latency(check: Check) -> Grade:
    """Decide whether the answer took at most the threshold, in milliseconds."""
    return _at_most(check, check.subject.latency, "an answer out of the cache has no latency")


def perplexity(check: Check) -> Grade:
    """Decide whether the perplexity is at most the threshold; without one it always is."""
    found = math.exp(min(-_mean(check), 700))
    least = check.assertion.threshold
    if least is None:
        return Grade(passed=True, score=1.0, reason=PASSED)
    return check.decided(found <= least, f"the perplexity is {found:.2f}; the threshold is {least:g}")


def perplexity_score(check: Check) -> Grade:
    """Score by 1 / (1 + perplexity), which must reach the threshold; without one it always does."""
    score = 1 / (1 + math.exp(min(-_mean(check), 700)))
    least = check.assertion.threshold
    graded = check.graded(score, least is None or score >= least, f"the perplexity score is {score:.2f}")
    return graded if least is not None else Grade(passed=True, score=graded.score, reason=PASSED)


def finish_reason(check: Check) -> Grade:
    """Decide whether the answer ended for the expected reason, whatever its case."""
    if not isinstance(check.value, str):
        raise InvalidAssertion("finish-reason needs a text as its value")
    found = check.subject.finish_reason
    if not found:
        return check.decided(False, "the provider tells no finish reason")
    return check.decided(found.lower() == check.value.lower(), f"the finish reason is {found}")


def guardrails(check: Check) -> Grade:
    """Decide whether the provider's guardrails let the answer pass."""
    why = check.subject.flagged
    return check.decided(why is None, f"the guardrails stepped in: {why}" if why else "the guardrails did not step in")


def _at_most(check: Check, found: float | None, missing: str) -> Grade:
    most = check.assertion.threshold
    if most is None:
        raise InvalidAssertion(f"{check.kind} needs a threshold")
    if found is None:
        raise InvalidAssertion(f"{check.kind} cannot be decided: {missing}")
    return check.decided(found <= most, f"the {check.kind} is {found:g}; the threshold is {most:g}")


def _mean(check: Check) -> float:
    logarithms = check.subject.log_probabilities
    if not logarithms:
        raise InvalidAssertion(f"{check.kind} cannot be decided: the provider tells no log probabilities")
    return sum(logarithms) / len(logarithms)
