"""Sums as a file."""

import json
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from shared.domain.reports.definition import Dimension, Measure, ReportFormat
from shared.domain.reports.model import ReportRun
from shared.engines.pivot import Pivot

SECONDS = 3_600
_NO_KEY = "none"
_HOURS = (Measure.ACTUAL_HOURS, Measure.ESTIMATED_HOURS, Measure.HOURS)


def written(run: ReportRun, sums: Pivot, names: Mapping[Dimension, Mapping[str, str]], head: tuple[str, str]) -> bytes:
    """Return the file of a report; `names` are those shown in place of keys, `head` is the company and the project."""
    definition = run.definition
    columns = (*definition.dimensions, *definition.measures)
    rows = [
        (*_named(definition.dimensions, key, names), *_shown(definition.measures, amounts))
        for key, amounts in sums.rows
    ]
    total = _shown(definition.measures, sums.total)
    if run.format is ReportFormat.JSON:
        found = {
            "name": run.name,
            "project": head[1],
            "createdAt": run.created_at.isoformat(),
            "rows": [dict(zip(columns, row, strict=True)) for row in rows],
            "total": dict(zip(definition.measures, total, strict=True)),
        }
        return json.dumps(found, ensure_ascii=False, indent=1).encode()
    # The writers are loaded only where one writes.
    if run.format is ReportFormat.CSV:
        from shared.engines.delimited.writing import csv_lines

        return csv_lines([columns, *rows])
    from shared.engines.report_layout import pdf
    from shared.engines.report_sheets import Sheet, SheetTable

    table = (tuple(_title(each) for each in columns), *rows)
    facts = tuple((_title(each), amount) for each, amount in zip(definition.measures, total, strict=True))
    subtitle = f"{head[1]}, {run.created_at:%Y-%m-%d %H:%M} UTC"
    widths = (1 / len(columns),) * len(columns)
    return pdf(Sheet(head[0], run.name, subtitle, facts, (SheetTable("In detail", table, widths),)))


def _named(
    dimensions: Sequence[Dimension], key: Sequence[str], names: Mapping[Dimension, Mapping[str, str]]
) -> list[str]:
    parts = zip(dimensions, key, strict=True)
    return [names.get(dimension, {}).get(part, part) or _NO_KEY for dimension, part in parts]


def _title(column: str) -> str:
    return column.replace("_", " ").capitalize()


def _shown(measures: Sequence[Measure], amounts: Sequence[int]) -> tuple[str, ...]:
    """Return amounts as text: hours to two decimal places, costs in whole units, both from seconds."""
    return tuple(_text(name, amount) for name, amount in zip(measures, amounts, strict=True))


def _text(name: Measure, amount: int) -> str:
    if name in _HOURS:
        return str((Decimal(amount) / SECONDS).quantize(Decimal("0.01"), ROUND_HALF_EVEN))
    if name is Measure.COST:
        return str((Decimal(amount) / SECONDS).quantize(Decimal(1), ROUND_HALF_EVEN))
    return str(amount)
