"""Two stored runs as a test of two versions: case by case, for each model."""

from typing import Self

from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.model import SuiteResult, SuiteRun
from shared.domain.suite_runs.results import CaseOutcome
from shared.engines.experiments.comparison import CaseResult, ScoreComparison, compared_runs
from shared.engines.experiments.paired import Interval, clustered_bootstrap
from shared.model import FrozenModel

COMPARISON_KIND = "version_comparison"
SEED = 0
MAX_DIFFERENCES = 30_000
"""Cases times what is compared of each: resampling them takes a minute."""
NOTHING_IN_COMMON = "the runs have no case in common that both have a result of"
_SCORE = "score"


class Difference(FrozenModel):
    """The run's mean less the one's before, over `n` cases; in 95 of 100 draws of such cases from `low` to `high`.

    Fewer than two cases have no such draws. The p-value is Holm's over all differences of the model.
    """

    n: int
    effect: float
    low: float | None
    high: float | None
    p_value: float

    @classmethod
    def of(cls, n: int, effect: float, interval: Interval | None, p_value: float) -> Self:
        """Return a difference as it is told."""
        low, high = interval or (None, None)
        return cls(n=n, effect=effect, low=low, high=high, p_value=p_value)


class ModelComparison(FrozenModel):
    """One model, by its place in both runs. A case passes where more than half of its tries do.

    `errors` are tries that came to nothing: they are left out. `unpaired` cases have results in one run only.
    `left_out` metrics would be too many to compare.
    """

    target: int
    model: Target
    model_before: Target
    errors: int
    errors_before: int
    unpaired: int
    both_pass: int
    only_before: int
    only_now: int
    neither: int
    passes: Difference
    score: Difference
    metrics: dict[str, Difference]
    left_out: tuple[str, ...]


class ComparedResults:
    """What of one run's results is compared: for each model, by case, what each try came to."""

    def __init__(self, run: SuiteRun) -> None:
        self.run = run
        self.tries: list[dict[str, list[CaseResult]]] = [{} for _ in run.targets]
        self.errors = [0 for _ in run.targets]

    def add(self, stored: SuiteResult) -> None:
        """Take one result in."""
        result = stored.result
        if result.outcome is CaseOutcome.ERROR:
            self.errors[stored.target] += 1
            return
        # The score's own name can't be a metric's.
        scores = {_SCORE: result.score} | {f"metric {name}": score for name, score in result.metrics.items()}
        self.tries[stored.target].setdefault(stored.case_key, []).append(CaseResult(result.passed, scores))


def compared_versions(before: ComparedResults, now: ComparedResults, *, seed: int) -> list[ModelComparison]:
    """Return the comparison of each model that both runs asked, where they have a case in common."""
    both = range(min(len(before.run.targets), len(now.run.targets)))
    return [_model(before, now, target, seed) for target in both if before.tries[target].keys() & now.tries[target]]


def _model(before: ComparedResults, now: ComparedResults, target: int, seed: int) -> ModelComparison:
    first, second = before.tries[target], now.tries[target]
    cases = len(first.keys() & second.keys())
    names = sorted(
        {name for run in (first, second) for tries in run.values() for each in tries for name in each.scores}
    )
    metrics = [name for name in names if name != _SCORE]
    kept = {_SCORE, *metrics[: max(0, MAX_DIFFERENCES // cases - 2)]}
    found = compared_runs(_only(first, kept), _only(second, kept), seed=seed)
    passes = found.passes
    changes = [-1.0] * passes.only_first + [1.0] * passes.only_second + [0.0] * (passes.both + passes.neither)
    interval = clustered_bootstrap([[each] for each in changes], seed=seed)
    scores = {each.metric: _difference(each) for each in found.scores}
    return ModelComparison(
        target=target,
        model=now.run.targets[target],
        model_before=before.run.targets[target],
        errors=now.errors[target],
        errors_before=before.errors[target],
        unpaired=len(found.unpaired),
        both_pass=passes.both,
        only_before=passes.only_first,
        only_now=passes.only_second,
        neither=passes.neither,
        passes=Difference.of(passes.n, passes.effect, interval, found.pass_p_value),
        score=scores.pop(_SCORE),
        metrics={name.removeprefix("metric "): each for name, each in scores.items()},
        left_out=tuple(name.removeprefix("metric ") for name in metrics if name not in kept),
    )


def _only(tries: dict[str, list[CaseResult]], kept: set[str]) -> dict[str, list[CaseResult]]:
    return {
        case: [
            each._replace(scores={name: score for name, score in each.scores.items() if name in kept}) for each in some
        ]
        for case, some in tries.items()
    }


def _difference(score: ScoreComparison) -> Difference:
    return Difference.of(score.n, score.effect, score.interval, score.p_value)
