"""Our grades beside those that promptfoo 0.123.1 gave to the same outputs."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.engines.assertions.grading import grade_test
from shared.engines.assertions.model import Subject, read
from shared.engines.assertions.registry import decide
from shared.engines.assertions.results import Grade
from shared.engines.templates.rendering import render

DATA = Path(__file__).parents[3] / "fixtures" / "data" / "promptfoo"
DIFFERENCES: list[dict[str, Any]] = json.loads((DATA / "differences.json").read_text())
AT_LEAST = 0.99


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text().splitlines()]


def rendered(assertion: dict[str, Any], variables: dict[str, Any]) -> dict[str, Any]:
    def text(value: Any) -> Any:
        return render(value, variables) if isinstance(value, str) else value

    value = assertion.get("value")
    made = {**assertion, "value": [text(each) for each in value] if isinstance(value, list) else text(value)}
    if "metric" in assertion:
        made["metric"] = text(assertion["metric"])
    if "assert" in assertion:
        made["assert"] = [rendered(each, variables) for each in assertion["assert"]]
    return made


def subject_of(row: dict[str, Any]) -> Subject:
    response = row["providerResponse"]
    return Subject(
        output=response["output"],
        variables=row["test"]["vars"],
        cost=response.get("cost"),
        latency=row.get("latencyMs"),
        log_probabilities=response.get("logProbs"),
        finish_reason=response.get("finishReason"),
    )


def our_grade(row: dict[str, Any]) -> Grade:
    test = row["test"]
    if "assertion" in row:
        return asyncio.run(decide(read(rendered(row["assertion"], test["vars"])), subject_of(row)))
    assertions = [read(rendered(each, test["vars"])) for each in test["assert"]]
    return asyncio.run(grade_test(assertions, subject_of(row), threshold=test.get("threshold")))


def agrees(grade: Grade, expected: dict[str, Any]) -> bool:
    if "error" in expected or grade.error:
        return "error" in expected and grade.error is not None
    named = expected.get("namedScores", {})
    return (
        grade.passed == expected["pass"]
        and expected["score"] is not None
        and grade.score == pytest.approx(expected["score"], abs=1e-6)
        and {name: grade.named_scores.get(name) for name in named} == pytest.approx(named, abs=1e-6)
    )


def is_known(row: dict[str, Any]) -> bool:
    return any(
        row.get("assertion", {}).get("type") in known["types"]
        and row["expected"].get("error") == known.get("error")
        and ("score" not in known or row["expected"].get("score") == known["score"])
        for known in DIFFERENCES
    )


def disagreements(name: str) -> Iterator[dict[str, Any]]:
    for row in rows(name):
        if not agrees(our_grade(row), row["expected"]):
            yield row


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["matrix.jsonl", "aggregate.jsonl", "more.jsonl"])
def test_every_disagreement_with_promptfoo_is_known_and_explained(name: str) -> None:
    assert [row for row in disagreements(name) if not is_known(row)] == []


@pytest.mark.thorough
def test_of_the_rows_promptfoo_could_grade_we_agree_on_nearly_all() -> None:
    graded = [row for row in rows("matrix.jsonl") + rows("aggregate.jsonl") if not is_missing_package(row)]
    agreed = sum(agrees(our_grade(row), row["expected"]) for row in graded)
    assert agreed / len(graded) >= AT_LEAST


@pytest.mark.thorough
def test_every_known_difference_still_is_one() -> None:
    found = list(disagreements("matrix.jsonl"))
    for known in DIFFERENCES:
        assert sum(row["assertion"]["type"] in known["types"] for row in found) == known["rows"], known


def is_missing_package(row: dict[str, Any]) -> bool:
    return "PorterStemmer" in row["expected"].get("error", "")
