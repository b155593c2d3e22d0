"""What came of an assertion."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shared.engines.assertions.model import Assertion, Subject
from shared.engines.assertions.outside import NOTHING, Outside
from shared.engines.templates.values import dump, to_text

PASSED = "Assertion passed"


@dataclass(frozen=True, slots=True)
class Grade:
    """Whether an assertion held, its score, and why.

    `error` says why it could not be decided: such a grade has failed with score 0, also in its not- form. `weights`
    are what the named scores are averages of.
    """

    passed: bool
    score: float
    reason: str
    error: str | None = None
    type: str = ""
    named_scores: Mapping[str, float] = field(default_factory=dict[str, float])
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    components: "tuple[Grade, ...]" = ()


def failed(reason: str) -> Grade:
    """Return a failure that no not- form turns into a pass."""
    return Grade(passed=False, score=0.0, reason=reason)


def errored(reason: str, type: str = "") -> Grade:
    """Return the grade of an assertion that could not be decided."""
    return Grade(passed=False, score=0.0, reason=reason, error=reason, type=type)


@dataclass(frozen=True, slots=True)
class Check:
    """One assertion at work: `output` is transformed already, `kind` the type without `not-`."""

    assertion: Assertion
    subject: Subject
    output: Any
    kind: str
    inverse: bool = False
    outside: Outside = NOTHING

    @property
    def value(self) -> Any:
        """The assertion's value."""
        return self.assertion.value

    @property
    def text(self) -> str:
        """The output as text: as JSON where it isn't one."""
        return self.output if isinstance(self.output, str) else to_text(dump(self.output))

    def threshold(self, default: float) -> float:
        """Return the assertion's threshold or the default of its type."""
        return default if self.assertion.threshold is None else self.assertion.threshold

    def decided(self, holds: bool, finding: str) -> Grade:
        """Return pass or fail, turned round in a not- form; `finding` says what was found, either way."""
        passed = holds != self.inverse
        return Grade(passed=passed, score=float(passed), reason=PASSED if passed else finding)

    def graded(self, score: float, holds: bool, finding: str) -> Grade:
        """Return a score with pass or fail, both turned round in a not- form."""
        passed = holds != self.inverse
        return Grade(passed=passed, score=1 - score if self.inverse else score, reason=finding)
