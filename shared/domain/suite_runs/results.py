"""What came of a case."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from pydantic import Field

from shared.engines.assertions.results import Grade
from shared.engines.model_calls.spending import ModelSpend
from shared.engines.templates.values import dump, to_text
from shared.model import FrozenModel

MAX_TEXT = 50_000
"""Characters kept of a prompt and of an output; the assertions see all of it."""
_MAX_REASON = 500
_MAX_NAME = 100
_MAX_ASSERTIONS = 100
_BILLION = 1_000_000_000


class CaseOutcome(StrEnum):
    """Passed, failed, or an error: then nothing is known about the prompt."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"


class CaseError(FrozenModel):
    """Why a case could not be decided; `nothing_done` says that trying again can't be paid for twice."""

    code: str
    message: str
    nothing_done: bool = False


class AssertionResult(FrozenModel):
    """What came of one assertion; those of a set follow it. One with an error could not be decided."""

    type: str
    passed: bool
    score: float
    reason: str
    error: str | None = None


class TokenCount(FrozenModel):
    """Tokens of all calls of a case, the judges' among them; `estimated` where a provider's count wasn't believed."""

    prompt: int = 0
    completion: int = 0
    cached: int = 0
    estimated: bool = False


class CaseResult(FrozenModel):
    """A case's outcome. `cost_nanos` is in billionths of a US dollar, None where a price is not known.

    `output` is the answer, as JSON where it is no text; it and `prompt` are cut to 50,000 characters. `latency_ms` is
    the provider's, None for an answer out of the cache. `spent` is by model, the judges' among them.
    """

    outcome: CaseOutcome
    score: float
    reason: str
    error: CaseError | None = None
    prompt: str = ""
    output: str = ""
    cut: bool = False
    assertions: tuple[AssertionResult, ...] = ()
    metrics: dict[str, float] = Field(default_factory=dict[str, float])
    latency_ms: float | None = None
    tokens: TokenCount = TokenCount()
    cost_nanos: int | None = 0
    spent: tuple[ModelSpend, ...] = ()
    cached: bool = False
    finish_reason: str | None = None

    @property
    def passed(self) -> bool:
        """Whether the prompt did what was asserted."""
        return self.outcome is CaseOutcome.PASSED


def graded(grade: Grade, **measured: Any) -> CaseResult:
    """Return the result of a case that was graded; a grade with an error makes it an error."""
    outcome = CaseOutcome.ERROR if grade.error else CaseOutcome.PASSED if grade.passed else CaseOutcome.FAILED
    error = CaseError(code="assertion_undecided", message=kept(grade.error, _MAX_REASON)) if grade.error else None
    return CaseResult(
        outcome=outcome,
        score=grade.score,
        reason=kept(grade.reason, _MAX_REASON),
        error=error,
        assertions=tuple(_assertion(each) for each in grade.components[:_MAX_ASSERTIONS]),
        metrics={_name(name): score for name, score in list(grade.named_scores.items())[:_MAX_ASSERTIONS]},
        **measured,
    )


def undecided(error: CaseError, **measured: Any) -> CaseResult:
    """Return the result of a case that came to no grade."""
    return CaseResult(outcome=CaseOutcome.ERROR, score=0.0, reason=error.message, error=error, **measured)


def as_text(output: Any) -> str:
    """Return an output as it is kept: as JSON where it is no text."""
    return output if isinstance(output, str) else to_text(dump(output))


def nanos(dollars: Decimal) -> int:
    """Return an amount in billionths of a dollar."""
    return int((dollars * _BILLION).to_integral_value(ROUND_HALF_UP))


def kept(text: str, most: int = MAX_TEXT) -> str:
    """Return a text as it can be stored: cut, and without halves of characters."""
    return text[:most].encode("utf-8", "replace").decode()


def _name(metric: str) -> str:
    """Return a metric's name as it can be a field's; those that begin with two underscores can't."""
    return kept(metric, _MAX_NAME).lstrip("_") or "metric"


def _assertion(grade: Grade) -> AssertionResult:
    error = kept(grade.error, _MAX_REASON) if grade.error else None
    return AssertionResult(
        type=grade.type[:80],
        passed=grade.passed,
        score=grade.score,
        reason=kept(grade.reason, _MAX_REASON),
        error=error,
    )
