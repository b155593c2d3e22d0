"""What a report says of a run, and of a run beside one before: taken in result by result."""

from typing import Self

from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.model import SuiteResult, SuiteRun
from shared.domain.suite_runs.results import CaseOutcome
from shared.domain.suite_runs.schemas import SuiteRunView
from shared.domain.suite_runs.version_comparison import SEED, ComparedResults, ModelComparison, compared_versions
from shared.model import FrozenModel

MAX_ROWS = 500
"""How many results, or cases, a report names one by one; it says how many there are."""

MAX_ASSERTIONS = 100
_SHOWN = 500


class Share(FrozenModel):
    """How many of some were passed."""

    passed: int = 0
    of: int = 0

    def plus(self, passed: bool) -> Self:
        """Return it with one more."""
        return self.with_(passed=self.passed + passed, of=self.of + 1)

    @property
    def share(self) -> float:
        """What part was passed, 0 of none."""
        return self.passed / self.of if self.of else 0.0


class ModelFigures(FrozenModel):
    """What a run's results of one model come to; `cost_nanos` lacks what is `unpriced`."""

    model: Target
    results: Share = Share()
    errors: int = 0
    score_sum: float = 0.0
    cost_nanos: int = 0
    unpriced: int = 0

    def plus(self, stored: SuiteResult) -> Self:
        """Return them with one more result."""
        result = stored.result
        return self.with_(
            results=self.results.plus(result.passed),
            errors=self.errors + (result.outcome is CaseOutcome.ERROR),
            score_sum=self.score_sum + result.score,
            cost_nanos=self.cost_nanos + (result.cost_nanos or 0),
            unpriced=self.unpriced + (result.cost_nanos is None),
        )


class ReportedResult(FrozenModel):
    """A result that did not pass; texts are cut to 500 characters."""

    case_number: int
    description: str
    target: int
    repeat: int
    outcome: CaseOutcome
    score: float
    reason: str
    output: str

    @classmethod
    def of(cls, stored: SuiteResult) -> Self:
        """Return a result as a report names it."""
        return cls(
            case_number=stored.case_number,
            description=stored.description[:_SHOWN],
            target=stored.target,
            repeat=stored.repeat,
            outcome=stored.result.outcome,
            score=stored.result.score,
            reason=stored.result.reason[:_SHOWN],
            output=stored.result.output[:_SHOWN],
        )


class RunReport(FrozenModel):
    """A run in figures. `not_passed` names the first 500 results that did not pass, of `not_passed_count`."""

    card: str
    run: SuiteRunView
    models: tuple[ModelFigures, ...]
    assertions: dict[str, Share]
    not_passed: tuple[ReportedResult, ...]
    not_passed_count: int


class ChangedCase(FrozenModel):
    """A case that passes in one of two runs only, for one model: how many of its tries passed in each."""

    case_number: int
    description: str
    target: int
    before: Share
    now: Share


class ComparisonReport(FrozenModel):
    """A run beside one before, model by model; `changed` names the first 500 cases, of `changed_count`."""

    card: str
    run: SuiteRunView
    before: SuiteRunView
    models: tuple[ModelComparison, ...]
    changed: tuple[ChangedCase, ...]
    changed_count: int


class RunFigures:
    """A run's results on their way into a report."""

    def __init__(self, run: SuiteRun) -> None:
        self._run = run
        self._models = [ModelFigures(model=each) for each in run.targets]
        self._assertions: dict[str, Share] = {}
        self._not_passed: list[ReportedResult] = []
        self._count = 0

    def add(self, stored: SuiteResult) -> None:
        """Take one result in."""
        self._models[stored.target] = self._models[stored.target].plus(stored)
        for each in stored.result.assertions:
            if each.type in self._assertions or len(self._assertions) < MAX_ASSERTIONS:
                self._assertions[each.type] = self._assertions.get(each.type, Share()).plus(each.passed)
        if not stored.result.passed:
            self._count += 1
            if len(self._not_passed) < MAX_ROWS:
                self._not_passed.append(ReportedResult.of(stored))

    def report(self, card: str) -> RunReport:
        """Return the report on the run of a card."""
        return RunReport(
            card=card,
            run=SuiteRunView.of(self._run),
            models=tuple(self._models),
            assertions=self._assertions,
            not_passed=tuple(self._not_passed),
            not_passed_count=self._count,
        )


class ReportedRun(ComparedResults):
    """A run's results as they are compared, with what its cases are called."""

    def __init__(self, run: SuiteRun) -> None:
        super().__init__(run)
        self.cases: dict[str, tuple[int, str]] = {}

    def add(self, stored: SuiteResult) -> None:
        """Take one result in."""
        super().add(stored)
        self.cases[stored.case_key] = (stored.case_number, stored.description[:_SHOWN])

    def share(self, target: int, case: str) -> Share:
        """Return how many of a case's tries passed."""
        tries = self.tries[target].get(case, ())
        return Share(passed=sum(each.passed for each in tries), of=len(tries))


def comparison_report(before: ReportedRun, now: ReportedRun, *, card: str) -> ComparisonReport:
    """Return the report on two runs; without a model where they have no case in common."""
    models = compared_versions(before, now, seed=SEED)
    changed = [each for model in models for each in _changed(before, now, model.target)]
    return ComparisonReport(
        card=card,
        run=SuiteRunView.of(now.run),
        before=SuiteRunView.of(before.run),
        models=tuple(models),
        changed=tuple(changed[:MAX_ROWS]),
        changed_count=len(changed),
    )


def _changed(before: ReportedRun, now: ReportedRun, target: int) -> list[ChangedCase]:
    both = sorted(before.tries[target].keys() & now.tries[target].keys(), key=lambda case: now.cases[case])
    found: list[ChangedCase] = []
    for case in both:
        one, other = before.share(target, case), now.share(target, case)
        if (2 * one.passed > one.of) != (2 * other.passed > other.of):
            number, description = now.cases[case]
            change = ChangedCase(case_number=number, description=description, target=target, before=one, now=other)
            found.append(change)
    return found
