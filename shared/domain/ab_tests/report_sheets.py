"""The report on an A/B test as it is laid out."""

from datetime import datetime

from shared.domain.ab_tests.results import ComparisonResult, VariantResult
from shared.domain.ab_tests.schemas import AbTestReport
from shared.engines.report_sheets import Sheet, SheetChart, SheetTable

_VARIANTS = ("Variant", "Version", "Exposed", "Expected")
_COMPARISONS = ("Metric", "Variant", "Units", "Effect", "Interval", "p-value", "Significant")
_MISMATCH = "the exposures do not follow the weights: believe no comparison"


def ab_test_sheet(report: AbTestReport, company: str, card: str, *, at: datetime) -> Sheet:
    """Return the report as it is laid out."""
    test, results = report.ab_test, report.results
    facts = [
        ("Card", card),
        ("Status", test.status.value),
        ("Winner", test.winner or "none yet"),
        ("Exposures", _MISMATCH if results.sample_ratio_mismatch else "as the weights say"),
        ("Intervals", f"all hold at once with {results.level:.0%}, whenever one looks".replace("%", " %")),
    ]
    exposed = sum(each.exposed for each in results.variants)
    bars = [(each.name, each.exposed / exposed if exposed else 0.0, str(each.exposed)) for each in results.variants]
    variants = [(each.name, str(each.version), str(each.exposed), f"{each.expected:.1f}") for each in results.variants]
    parts = [
        SheetChart("Units exposed", tuple(bars)),
        SheetTable("Variants", (_VARIANTS, *variants), (0.4, 0.2, 0.2, 0.2)),
        *_means(report),
        SheetTable(
            "Comparisons",
            (_COMPARISONS, *(_comparison(each) for each in results.comparisons)),
            (0.16, 0.16, 0.13, 0.12, 0.19, 0.11, 0.13),
        ),
    ]
    return Sheet(company, test.plan.name, f"Report on an A/B test, {at:%Y-%m-%d %H:%M} UTC", tuple(facts), tuple(parts))


def _means(report: AbTestReport) -> list[SheetChart]:
    return [
        SheetChart(
            f"Mean of {metric.name}, from {metric.low:g} to {metric.high:g}",
            tuple(_bar(each, place, metric.low, metric.high) for each in report.results.variants),
        )
        for place, metric in enumerate(report.ab_test.plan.metrics)
    ]


def _bar(variant: VariantResult, place: int, low: float, high: float) -> tuple[str, float, str]:
    measured = variant.metrics[place]
    if measured.mean is None:
        return (variant.name, 0.0, "no outcome yet")
    return (variant.name, (measured.mean - low) / (high - low), f"{measured.mean:.4g} of {measured.n} units")


def _comparison(found: ComparisonResult) -> tuple[str, ...]:
    return (
        f"{found.metric}, the primary" if found.is_primary else found.metric,
        f"{found.variant} less {found.baseline}",
        f"{found.n} and {found.baseline_n}",
        "" if found.effect is None else f"{found.effect:+.4g}",
        f"{found.low:+.4g} to {found.high:+.4g}",
        f"{found.p_value:.4g}",
        "yes" if found.is_significant else "no",
    )
