"""Reports on runs as they are laid out."""

from datetime import datetime

from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.reports import ComparisonReport, ModelFigures, ReportedResult, RunReport
from shared.domain.suite_runs.schemas import SuiteRunView
from shared.domain.suite_runs.version_comparison import Difference, ModelComparison
from shared.engines.report_sheets import Sheet, SheetChart, SheetTable

_NANOS = 1_000_000_000
_MODELS = ("Model", "Results", "Passed", "Errors", "Mean score", "Cost, USD")
_RESULTS = ("Case", "Model", "Outcome", "Score", "Why", "Output")
_DIFFERENCES = ("Measure", "Cases", "Difference", "95 % interval", "p-value")
_CHANGES = ("Case", "Model", "Before", "Now")


def run_sheet(report: RunReport, company: str) -> Sheet:
    """Return the report on a run as it is laid out."""
    run = report.run
    names = [model_name(each.model) for each in report.models]
    passed = [(name, each.results.share, _percent(each.results.share)) for name, each in _named(report.models)]
    asserted = [(name, each.share, f"{each.passed} of {each.of}") for name, each in sorted(report.assertions.items())]
    models = [_model_row(name, each) for name, each in _named(report.models)]
    parts = [
        SheetChart("Pass rate by model", tuple(passed)),
        SheetTable("Models", (_MODELS, *models), (0.3, 0.12, 0.16, 0.12, 0.15, 0.15)),
    ]
    if asserted:
        parts.append(SheetChart("Assertions that passed, by type", tuple(asserted)))
    if run.summary and run.summary.metrics:
        metrics = sorted(run.summary.metrics.items())
        parts.append(SheetChart("Metrics", tuple((name, score, f"{score:.3f}") for name, score in metrics)))
    if report.not_passed:
        heading = f"Not passed{_of(len(report.not_passed), report.not_passed_count)}"
        rows = [_result_row(each, names) for each in report.not_passed]
        parts.append(SheetTable(heading, (_RESULTS, *rows), (0.2, 0.16, 0.1, 0.08, 0.24, 0.22)))
    return Sheet(company, report.card, _subtitle("Report on a run", run), tuple(_facts(run)), tuple(parts))


def comparison_sheet(report: ComparisonReport, company: str) -> Sheet:
    """Return the report on two runs as it is laid out."""
    parts: list[SheetTable | SheetChart] = []
    for model in report.models:
        name = model_name(model.model)
        parts += [_passes_chart(model, name), _differences(model, name)]
    if report.changed:
        names = {each.target: model_name(each.model) for each in report.models}
        rows = [
            (
                each.description or f"Case {each.case_number}",
                names[each.target],
                f"{each.before.passed} of {each.before.of}",
                f"{each.now.passed} of {each.now.of}",
            )
            for each in report.changed
        ]
        heading = f"Cases that pass in one of the runs only{_of(len(rows), report.changed_count)}"
        parts.append(SheetTable(heading, (_CHANGES, *rows), (0.5, 0.26, 0.12, 0.12)))
    facts = [*_facts(report.run), *((f"Before: {label}", value) for label, value in _facts(report.before))]
    title = "Report on a run beside one before"
    return Sheet(company, report.card, _subtitle(title, report.run), tuple(facts), tuple(parts))


def model_name(target: Target) -> str:
    """Return a model's name with its provider's."""
    return f"{target.provider}:{target.model}" if target.model else target.provider


def _named(models: tuple[ModelFigures, ...]) -> list[tuple[str, ModelFigures]]:
    return [(model_name(each.model), each) for each in models]


def _facts(run: SuiteRunView) -> list[tuple[str, str]]:
    facts = [
        ("Version of the card", str(run.card_version)),
        ("Version of the cases", str(run.case_set_version)),
        ("Status", run.status.value),
        ("Begun", _moment(run.created_at)),
    ]
    summary, verdict = run.summary, run.verdict
    if summary is not None:
        facts += [
            ("Pass rate", f"{_percent(summary.pass_rate)}, {summary.passed} of {summary.results} results"),
            ("Failed, errors", f"{summary.failed}, {summary.errors}"),
            ("Mean score", f"{summary.score:.3f}"),
            ("Tokens", f"{summary.tokens.prompt + summary.tokens.completion}"),
            ("Cost", _cost(summary.cost_nanos, summary.unpriced)),
        ]
        facts += [(f"Latency, {name}", f"{value:g} ms") for name, value in summary.latency.items()]
    if verdict is not None:
        facts.append(("Gate", "passed" if verdict.passed else "; ".join(verdict.reasons)))
    return facts


def _model_row(name: str, model: ModelFigures) -> tuple[str, ...]:
    results = model.results
    score = f"{model.score_sum / results.of:.3f}" if results.of else ""
    cost = f"{model.cost_nanos / _NANOS:.6f}" + (f", {model.unpriced} unpriced" if model.unpriced else "")
    return (name, str(results.of), f"{results.passed} ({_percent(results.share)})", str(model.errors), score, cost)


def _result_row(result: ReportedResult, names: list[str]) -> tuple[str, ...]:
    case = result.description or f"Case {result.case_number}"
    outcome, score = result.outcome.value, f"{result.score:.3f}"
    return (case, names[result.target], outcome, score, result.reason, result.output)


def _passes_chart(model: ModelComparison, name: str) -> SheetChart:
    n = model.passes.n
    before, now = model.both_pass + model.only_before, model.both_pass + model.only_now
    bars = ((label, count / n if n else 0.0, f"{count} of {n}") for label, count in (("before", before), ("now", now)))
    return SheetChart(f"Cases that pass: {name}", tuple(bars))


def _differences(model: ModelComparison, name: str) -> SheetTable:
    measured = [("passes", model.passes), ("score", model.score)]
    measured += [(f"metric {metric}", each) for metric, each in sorted(model.metrics.items())]
    rows = [(label, *_difference(each)) for label, each in measured]
    return SheetTable(f"Differences: {name}", (_DIFFERENCES, *rows), (0.3, 0.12, 0.18, 0.25, 0.15))


def _difference(found: Difference) -> tuple[str, ...]:
    interval = "" if found.low is None or found.high is None else f"{found.low:+.4f} to {found.high:+.4f}"
    return (str(found.n), f"{found.effect:+.4f}", interval, f"{found.p_value:.4g}")


def _subtitle(title: str, run: SuiteRunView) -> str:
    return f"{title}, {_moment(run.finished_at or run.created_at)}"


def _of(shown: int, there: int) -> str:
    return f": the first {shown} of {there}" if shown < there else f": {there}"


def _percent(share: float) -> str:
    return f"{share:.2%}".replace("%", " %")


def _cost(nanos: int, unpriced: int) -> str:
    return f"{nanos / _NANOS:.6f} USD" + (f", and {unpriced} results without a price" if unpriced else "")


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
