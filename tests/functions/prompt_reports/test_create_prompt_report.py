from typing import Any

import pytest

from tests.fixtures.ab_tests import running
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, requested, suite

pytestmark = pytest.mark.anyio

NAME = "create_prompt_report"


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run = await completed(stage, played)
    return Arranged(as_=played.author, body={"about": {"kind": "suite_run", "runId": run["id"]}, "format": "markdown"})


async def test_a_report_is_an_operation_and_is_audited(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged(NAME, call)
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "prompt_report", "pending")
    assert answer.data["subjectId"] == call.body["about"]["runId"]
    [entry] = await stage.audited(NAME)
    assert entry["target"] == {"reportId": answer.data["id"]}


async def test_it_is_a_pdf_unless_something_else_is_said(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call(NAME, as_=call.as_, body={"about": call.body["about"]})
    [report] = await stage.documents("promptReports")
    assert (report["format"], report["about"]["kind"]) == ("pdf", "suite_run")


async def test_runs_must_be_over(stage: Stage) -> None:
    played = await suite(stage)
    done, open_ = (await completed(stage, played))["id"], await requested(stage, played)
    for about in (
        {"kind": "suite_run", "runId": open_},
        {"kind": "comparison", "runId": done, "before": open_},
        {"kind": "comparison", "runId": open_, "before": done},
    ):
        answer = await stage.call(NAME, as_=played.author, body={"about": about})
        assert (answer.status, answer.error["code"]) == (409, "suite_run_not_over")


async def test_what_is_of_another_tenant_is_not_found(stage: Stage) -> None:
    call, strange, test = await arrange(stage), await suite(stage), await running(stage)
    theirs, mine = (await completed(stage, strange))["id"], call.body["about"]["runId"]
    asked: list[tuple[dict[str, Any], str]] = [
        ({"kind": "suite_run", "runId": theirs}, "suite_run_not_found"),
        ({"kind": "comparison", "runId": mine, "before": theirs}, "suite_run_not_found"),
        ({"kind": "comparison", "runId": theirs, "before": mine}, "suite_run_not_found"),
        ({"kind": "ab_test", "abTestId": test.id}, "ab_test_not_found"),
    ]
    for about, code in asked:
        answer = await stage.call(NAME, as_=call.as_, body={"about": about})
        assert (answer.status, answer.error["code"]) == (404, code)
    assert await stage.documents("promptReports") == []


@pytest.mark.parametrize("days", [("2026-01-01", "2026-12-31"), ("2026-03-02", "2026-03-01")])
async def test_days_that_are_no_span_are_400(stage: Stage, days: tuple[str, str]) -> None:
    call = await arrange(stage)
    about = {"kind": "costs", "since": days[0], "until": days[1]}
    answer = await stage.call(NAME, as_=call.as_, body={"about": about})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/about/since")


@pytest.mark.parametrize(
    "about", [{}, {"kind": "everything"}, {"kind": "suite_run"}, {"kind": "costs", "since": "yesterday", "until": "x"}]
)
async def test_what_is_no_subject_is_400(stage: Stage, about: dict[str, Any]) -> None:
    call = await arrange(stage)
    assert (await stage.call(NAME, as_=call.as_, body={"about": about})).status == 400
