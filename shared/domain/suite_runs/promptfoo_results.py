"""Results of cases in the shape of promptfoo's results file, version 3."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.domain.suite_runs.cases import SuiteCase
from shared.domain.suite_runs.results import AssertionResult, CaseOutcome, CaseResult
from shared.engines.model_calls.names import name_of

_BILLION = 1_000_000_000
_REASONS = {CaseOutcome.PASSED: 0, CaseOutcome.FAILED: 1, CaseOutcome.ERROR: 2}
_OUTCOMES = {
    CaseOutcome.PASSED: "testPassCount",
    CaseOutcome.FAILED: "testFailCount",
    CaseOutcome.ERROR: "testErrorCount",
}
_COUNTED = (*_OUTCOMES.values(), "assertPassCount", "assertFailCount")
_Counts = Counter[str]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One case's result; `column` is the prompt with its provider, `test` the case, both counted from 0."""

    column: int
    test: int
    label: str
    description: str
    case: SuiteCase
    result: CaseResult


class ResultTotals:
    """What a results file says beside its rows: they are counted as they come, and need not be held together."""

    def __init__(self) -> None:
        self._columns: dict[int, _Column] = {}
        self._names: dict[str, None] = {}

    def add(self, row: ResultRow) -> dict[str, Any]:
        """Count one row, and return it as the file has it."""
        self._names.update(dict.fromkeys(row.case.vars))
        if row.column not in self._columns:
            self._columns[row.column] = _Column(_prompt_id(row), _template(row.case), row.label, _provider(row.case))
        self._columns[row.column].add(row.result)
        return _result(row)

    def around(self, *, id: str, description: str, at: datetime, milliseconds: int) -> dict[str, Any]:
        """Return the file without its rows, `results.results`; `at` is when the run began."""
        columns = [column for _, column in sorted(self._columns.items())]
        counts = _Counts()
        for column in columns:
            counts.update(column.counts)
        began = at.isoformat().replace("+00:00", "Z")
        return {
            "evalId": id,
            "results": {
                "version": 3,
                "timestamp": began,
                "prompts": [column.prompt() for column in columns],
                "stats": {
                    "successes": counts["testPassCount"],
                    "failures": counts["testFailCount"],
                    "errors": counts["testErrorCount"],
                    "tokenUsage": _token_usage(counts),
                    "durationMs": milliseconds,
                },
            },
            "config": {"description": description},
            "shareableUrl": None,
            "metadata": {"exportedAt": began},
            "vars": list(self._names),
        }


def results_file(
    rows: Sequence[ResultRow], *, id: str, description: str, at: datetime, milliseconds: int
) -> dict[str, Any]:
    """Return a run's results as data; `at` is when it began."""
    totals = ResultTotals()
    results = [totals.add(row) for row in rows]
    file = totals.around(id=id, description=description, at=at, milliseconds=milliseconds)
    file["results"]["results"] = results
    return file


@dataclass(slots=True)
class _Column:
    """One prompt with its provider, and what its results come to so far."""

    id: str
    template: str
    label: str
    provider: str
    counts: _Counts = field(default_factory=_Counts)
    score: float = 0.0
    latency_ms: float = 0.0
    named_scores: dict[str, float] = field(default_factory=dict[str, float])
    named_counts: _Counts = field(default_factory=_Counts)

    def add(self, result: CaseResult) -> None:
        self.counts.update(_counts(result))
        self.score += result.score
        self.latency_ms += result.latency_ms or 0.0
        for name, score in result.metrics.items():
            self.named_scores[name] = self.named_scores.get(name, 0.0) + score
            self.named_counts[name] += 1

    def prompt(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "raw": self.template,
            "label": self.label,
            "provider": self.provider,
            "metrics": {
                "score": self.score,
                **{name: self.counts[name] for name in _COUNTED},
                "totalLatencyMs": round(self.latency_ms),
                "tokenUsage": _token_usage(self.counts),
                "namedScores": self.named_scores,
                "namedScoresCount": dict(self.named_counts),
                "cost": self.counts["nanos"] / _BILLION,
            },
        }


def _counts(result: CaseResult) -> dict[str, int]:
    asserted = sum(each.passed for each in result.assertions)
    return {
        _OUTCOMES[result.outcome]: 1,
        "assertPassCount": asserted,
        "assertFailCount": len(result.assertions) - asserted,
        "prompt": result.tokens.prompt,
        "completion": result.tokens.completion,
        "cached": result.tokens.cached,
        "numRequests": 1,
        "nanos": result.cost_nanos or 0,
    }


def _result(row: ResultRow) -> dict[str, Any]:
    result, case = row.result, row.case
    cost, tokens = (result.cost_nanos or 0) / _BILLION, _token_usage(_counts(result))
    return {
        "cost": cost,
        **dict(_told(result)),
        "id": f"{row.column}-{row.test}-{case.repeat}",
        "latencyMs": round(result.latency_ms or 0.0),
        "namedScores": result.metrics,
        "prompt": {"raw": result.prompt, "label": row.label},
        "promptId": _prompt_id(row),
        "promptIdx": row.column,
        "provider": {"id": _provider(case), "label": ""},
        "response": {
            "output": result.output,
            "cached": result.cached,
            "cost": cost,
            "tokenUsage": tokens,
            "finishReason": result.finish_reason,
        },
        "score": result.score,
        "success": result.passed,
        "testCase": {
            "description": row.description,
            "vars": case.vars,
            "assert": list(case.assertions),
            "threshold": case.threshold,
            "options": {},
            "metadata": case.metadata,
        },
        "testIdx": row.test,
        "tokenUsage": tokens,
        "vars": case.vars,
        "metadata": case.metadata,
        "failureReason": _REASONS[result.outcome],
    }


def _told(result: CaseResult) -> Iterator[tuple[str, Any]]:
    if not result.passed:
        yield "error", result.reason
    if result.outcome is CaseOutcome.ERROR and not result.assertions:
        yield "gradingResult", None
        return
    grade = {"pass": result.passed, "score": result.score, "reason": result.reason, "namedScores": result.metrics}
    yield "gradingResult", {**grade, "componentResults": [_component(each) for each in result.assertions]}


def _component(each: AssertionResult) -> dict[str, Any]:
    return {"pass": each.passed, "score": each.score, "reason": each.reason, "assertion": {"type": each.type}}


def _template(case: SuiteCase) -> str:
    return "\n".join(message.template for message in case.messages)


def _prompt_id(row: ResultRow) -> str:
    return hashlib.sha256(_template(row.case).encode("utf-8", "replace")).hexdigest()


def _provider(case: SuiteCase) -> str:
    target = case.target
    return name_of(target.provider, target.model) or f"{target.provider}:{target.model}"


def _token_usage(counts: Mapping[str, int]) -> dict[str, int]:
    usage = {name: counts.get(name, 0) for name in ("prompt", "completion", "cached")}
    return {**usage, "total": usage["prompt"] + usage["completion"], "numRequests": counts.get("numRequests", 0)}
