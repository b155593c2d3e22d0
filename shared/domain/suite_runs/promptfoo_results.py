"""Results of cases in the shape of promptfoo's results file, version 3."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.domain.suite_runs.cases import SuiteCase
from shared.domain.suite_runs.results import AssertionResult, CaseOutcome, CaseResult, TokenCount
from shared.engines.model_calls.names import name_of

_BILLION = 1_000_000_000
_REASONS = {CaseOutcome.PASSED: 0, CaseOutcome.FAILED: 1, CaseOutcome.ERROR: 2}


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One case's result; `column` is the prompt with its provider, `test` the case, both counted from 0."""

    column: int
    test: int
    label: str
    description: str
    case: SuiteCase
    result: CaseResult


def results_file(
    rows: Sequence[ResultRow], *, id: str, description: str, at: datetime, milliseconds: int
) -> dict[str, Any]:
    """Return a run's results as data; `at` is when it began."""
    columns = {row.column: row for row in reversed(rows)}
    grouped = {column: [row for row in rows if row.column == column] for column in sorted(columns)}
    counts = _counts(rows)
    return {
        "evalId": id,
        "results": {
            "version": 3,
            "timestamp": at.isoformat().replace("+00:00", "Z"),
            "prompts": [_prompt(columns[column], group) for column, group in grouped.items()],
            "results": [_result(row) for row in rows],
            "stats": {
                "successes": counts["testPassCount"],
                "failures": counts["testFailCount"],
                "errors": counts["testErrorCount"],
                "tokenUsage": _tokens([row.result for row in rows]),
                "durationMs": milliseconds,
            },
        },
        "config": {"description": description},
        "shareableUrl": None,
        "metadata": {"exportedAt": at.isoformat().replace("+00:00", "Z")},
        "vars": list(dict.fromkeys(name for row in rows for name in row.case.vars)),
    }


def _prompt(first: ResultRow, rows: Sequence[ResultRow]) -> dict[str, Any]:
    results = [row.result for row in rows]
    named: dict[str, list[float]] = {}
    for name, score in (pair for result in results for pair in result.metrics.items()):
        named.setdefault(name, []).append(score)
    return {
        "id": _prompt_id(first),
        "raw": _template(first.case),
        "label": first.label,
        "provider": _provider(first.case),
        "metrics": {
            "score": sum(result.score for result in results),
            **_counts(rows),
            "totalLatencyMs": round(sum(result.latency_ms or 0.0 for result in results)),
            "tokenUsage": _tokens(results),
            "namedScores": {name: sum(scores) for name, scores in named.items()},
            "namedScoresCount": {name: len(scores) for name, scores in named.items()},
            "cost": _dollars(results),
        },
    }


def _counts(rows: Sequence[ResultRow]) -> dict[str, int]:
    outcomes = [row.result.outcome for row in rows]
    asserted = [each.passed for row in rows for each in row.result.assertions]
    return {
        "testPassCount": outcomes.count(CaseOutcome.PASSED),
        "testFailCount": outcomes.count(CaseOutcome.FAILED),
        "testErrorCount": outcomes.count(CaseOutcome.ERROR),
        "assertPassCount": asserted.count(True),
        "assertFailCount": asserted.count(False),
    }


def _result(row: ResultRow) -> dict[str, Any]:
    result, case = row.result, row.case
    told = dict(_told(result))
    return {
        "cost": _dollars([result]),
        **told,
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
            "cost": _dollars([result]),
            "tokenUsage": _tokens([result]),
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
        "tokenUsage": _tokens([result]),
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


def _dollars(results: Sequence[CaseResult]) -> float:
    return sum(result.cost_nanos or 0 for result in results) / _BILLION


def _tokens(results: Sequence[CaseResult]) -> dict[str, int]:
    total = TokenCount(
        prompt=sum(result.tokens.prompt for result in results),
        completion=sum(result.tokens.completion for result in results),
        cached=sum(result.tokens.cached for result in results),
    )
    return {
        "prompt": total.prompt,
        "completion": total.completion,
        "cached": total.cached,
        "total": total.prompt + total.completion,
        "numRequests": len(results),
    }
