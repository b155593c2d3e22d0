"""What a month was like, against what is promised: written down once, and told to the platform's staff."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar, Self

from shared.data.repository import Entity, Repository
from shared.domain.alerts.counts import Counts
from shared.domain.alerts.levels import Levels
from shared.domain.alerts.model import Alert, AlertBoard
from shared.domain.alerts.policies import (
    BETWEEN_FAILURES_TARGET,
    DATABASE_MEAN_MS,
    OBJECTIVES,
    REPAIR_TARGET,
    Severity,
)
from shared.model import FrozenModel


class Attained(FrozenModel):
    """How an objective did; None where there was too little to tell. `budget_left` is below 0 where more was used."""

    name: str
    target: float
    attained: float | None
    budget_left: float | None


class MonthlyReport(Entity):
    """A month; its id is `2026-02`. Repairs are its critical alerts that are over, failures all critical ones."""

    minutes: int
    requests: int
    errors: int
    objectives: tuple[Attained, ...]
    database_mean_ms: float | None
    alerts: Mapping[Severity, int]
    repair_minutes: float | None
    hours_between_failures: float | None

    @classmethod
    def of(cls, month: str, levels: Levels, board: AlertBoard) -> Self:
        """Return the report of a month that is over."""
        counts = Counts.total(each.counts for each in levels.days if month_of(each.at) == month)
        alerts = [each for each in board.alerts if month_of(each.fired_at) == month]
        critical = [each for each in alerts if each.severity is Severity.CRITICAL]
        return cls(
            id=month,
            minutes=counts.minutes,
            requests=counts.requests,
            errors=counts.errors,
            objectives=tuple(
                Attained(
                    name=each.name,
                    target=each.target,
                    attained=attained,
                    budget_left=None if attained is None else 1 - each.burn_rate(counts),
                )
                for each in OBJECTIVES
                for attained in [each.attained(counts)]
            ),
            database_mean_ms=counts.query_millis / counts.queries if counts.queries else None,
            alerts={severity: sum(each.severity is severity for each in alerts) for severity in Severity},
            repair_minutes=_mean_minutes(critical),
            hours_between_failures=counts.minutes / 60 / len(critical) if critical else None,
        )

    def words(self, language: str) -> dict[str, str | None]:
        """Return what a mail in a language says of it."""
        said = _WORDS[language]
        lines = [_line(each, said) for each in self.objectives if each.attained is not None]
        target = f"{DATABASE_MEAN_MS:g} ms"
        if self.database_mean_ms is not None:
            lines.append(said["database"].format(_decimal(self.database_mean_ms, said) + " ms", target))
        return {
            "month": self.id,
            "requests": str(self.requests),
            "errors": str(self.errors),
            "objectives": "\n".join(lines) or said["nothing"],
            "critical": str(self.alerts[Severity.CRITICAL]),
            "warnings": str(self.alerts[Severity.WARNING]),
            "infos": str(self.alerts[Severity.INFO]),
            "repair": None if self.repair_minutes is None else _decimal(self.repair_minutes, said),
            "repair_goal": f"{REPAIR_TARGET / timedelta(minutes=1):g}",
            "between": None if self.hours_between_failures is None else _decimal(self.hours_between_failures, said),
            "between_goal": f"{BETWEEN_FAILURES_TARGET / timedelta(hours=1):g}",
        }


class MonthlyReportRepository(Repository[MonthlyReport]):
    """Reports by their month, in the platform's own partition."""

    collection: ClassVar[str] = "monthlyReports"
    noun: ClassVar[str] = "monthly_report"
    model = MonthlyReport


def month_of(at: datetime) -> str:
    """Return the name of the month (UTC) that a moment is in."""
    return f"{at:%Y-%m}"


def month_before(at: datetime) -> str:
    """Return the name of the month before the one that a moment is in."""
    return month_of(at.replace(day=1) - timedelta(days=1))


def _mean_minutes(critical: list[Alert]) -> float | None:
    lasted = [(each.resolved_at - each.fired_at).total_seconds() / 60 for each in critical if each.resolved_at]
    return sum(lasted) / len(lasted) if lasted else None


def _line(level: Attained, said: Mapping[str, str]) -> str:
    attained, left = (_decimal(100 * (share or 0), said) for share in (level.attained, level.budget_left))
    return said["line"].format(said[level.name], attained, _decimal(100 * level.target, said), left)


def _decimal(value: float, said: Mapping[str, str]) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", said["point"])


_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        **{each.name: each.title for each in OBJECTIVES},
        "line": "{0}: {1} % (promised {2} %, {3} % of the budget left)",
        "database": "mean of the store's calls: {0} (promised below {1})",
        "nothing": "There was too little to tell.",
        "point": ".",
    },
    "de": {
        "availability": "verfügbar",
        "errors": "Anfragen ohne Fehler",
        "latency-p50": "Anfragen innerhalb von 200 ms",
        "latency-p95": "Anfragen innerhalb von 500 ms",
        "latency-p99": "Anfragen innerhalb von 1 s",
        "execution-p50": "Ausführungen innerhalb von 2 s",
        "execution-p95": "Ausführungen innerhalb von 5 s",
        "execution-p99": "Ausführungen innerhalb von 10 s",
        "completion": "abgeschlossene Versuche",
        "line": "{0}: {1} % (zugesagt {2} %, {3} % des Budgets übrig)",
        "database": "Mittel der Aufrufe des Speichers: {0} (zugesagt unter {1})",
        "nothing": "Es war zu wenig, um etwas zu sagen.",
        "point": ",",
    },
}
