import hashlib
from typing import Any

import pytest

from shared.domain.prompt_reports.events import PromptReportRequested
from shared.domain.suite_runs import reports
from tests.fixtures.ab_tests import running
from tests.fixtures.pdfs import spoken
from tests.fixtures.prompt_reports import report_path, requested_report, written_report
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, cases_that, change_cases, completed, model_says, suite, with_key

pytestmark = pytest.mark.anyio

ECHO: dict[str, Any] = {"provider": "echo", "model": "", "parameters": {}}
TODAY = {"kind": "costs", "since": "2026-03-02", "until": "2026-03-02"}


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    run = await completed(stage, played)
    report_id = await requested_report(stage, played.author, {"kind": "suite_run", "runId": run["id"]})
    return Arranged(event=PromptReportRequested(report_id=report_id), tenant_id=played.author.tenant_id)


def on(run: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "suite_run", "runId": run["id"]}


async def test_a_run_is_told_by_model_and_by_assertion_with_what_did_not_pass(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True, False, True)))
    model_says(stage, "case", "case", "no", prompt_tokens=1_000, completion_tokens=100, total_tokens=1_100)
    run = await completed(stage, played, providers=[ECHO, GPT])
    report = await written_report(stage, played.author, on(run))
    sha256 = hashlib.sha256(report.content).hexdigest()
    assert report.result == {"reportId": report.id, "sha256": sha256, "size": len(report.content)}
    told = report.data
    assert (told["card"], told["run"]["summary"]) == ("Capitals", run["summary"])
    passed = {each["model"]["provider"]: each["results"] for each in told["models"]}
    assert passed == {"echo": {"passed": 2, "of": 3}, "openai": {"passed": 1, "of": 3}}
    assert sum(each["costNanos"] for each in told["models"]) == run["summary"]["costNanos"] > 0
    assert told["assertions"] == {"contains": {"passed": 3, "of": 6}}
    assert [(each["target"], each["output"]) for each in told["notPassed"]] == [(0, "case 1"), (1, "case"), (1, "no")]
    assert told["notPassedCount"] == 3


@pytest.mark.parametrize("format", ["markdown", "pdf"])
async def test_what_is_laid_out_says_the_same_whatever_the_model_answered(stage: Stage, format: str) -> None:
    answer = "| a | b |\n<script>alert(1)</script> [x](https://example.com)\n```"
    played = await with_key(stage, await suite(stage, *cases_that(True, False), provider=GPT))
    model_says(stage, "case", answer)
    run = await completed(stage, played)
    content = (await written_report(stage, played.author, on(run), format)).content
    if format == "pdf":
        told = " ".join(spoken(content).split())
        assert "50.00 %, 1 of 2 results" in told
        assert "|a|b|<script>alert(1)</script>[x](https://example.com)" in told.replace(" ", "")
        return
    told = content.decode()
    assert "- Pass rate: 50.00 %, 1 of 2 results" in told
    assert "\\<script\\>alert(1)\\</script\\> \\[x\\](https\\://example.com) \\`\\`\\`" in told
    assert not [line for line in told.splitlines() if line.startswith(("<", "`"))]


async def test_what_did_not_pass_is_named_up_to_a_bound_and_counted(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MAX_ROWS", 2)
    played = await suite(stage, *cases_that(*[False] * 5))
    run = await completed(stage, played)
    told = (await written_report(stage, played.author, on(run))).data
    assert (len(told["notPassed"]), told["notPassedCount"]) == (2, 5)
    laid_out = (await written_report(stage, played.author, on(run), "markdown")).content.decode()
    assert "## Not passed: the first 2 of 5" in laid_out


async def test_a_run_beside_one_before_has_effects_intervals_and_the_cases_that_changed(stage: Stage) -> None:
    played = await suite(stage, *cases_that(*[False] * 10, True, True))
    before = await completed(stage, played)
    await change_cases(stage, played, *cases_that(*[True] * 12))
    now = await completed(stage, played)
    about = {"kind": "comparison", "runId": now["id"], "before": before["id"]}
    told = (await written_report(stage, played.author, about)).data
    [model] = told["models"]
    assert (model["onlyNow"], model["passes"]["n"], model["passes"]["effect"]) == (10, 12, pytest.approx(10 / 12))
    assert (len(told["changed"]), told["changedCount"]) == (10, 10)
    assert told["changed"][0]["before"] == {"passed": 0, "of": 1}
    assert told["changed"][0]["now"] == {"passed": 1, "of": 1}
    laid_out = (await written_report(stage, played.author, about, "markdown")).content.decode()
    assert "## Cases that pass: echo" in laid_out
    assert "| before | \u2588\u2588\u2588 | 2 of 12 |" in laid_out
    assert "+0.8333" in laid_out
    assert "12 of 12" in " ".join(spoken((await written_report(stage, played.author, about, "pdf")).content).split())


async def test_runs_without_a_case_in_common_fail_the_operation(stage: Stage) -> None:
    played = await suite(stage, *cases_that(True))
    before = await completed(stage, played)
    await change_cases(stage, played, {"vars": {"text": "another"}})
    now = await completed(stage, played)
    about = {"kind": "comparison", "runId": now["id"], "before": before["id"]}
    report_id = await requested_report(stage, played.author, about)
    await stage.settle()
    operation = (await stage.call("get_operation", as_=played.author, path={"operationId": report_id})).data
    assert (operation["status"], operation["error"]["code"]) == ("failed", "nothing_in_common")
    assert await stage.files.stat(report_path(played.author, report_id)) is None


async def test_an_ab_test_is_told_as_it_stands(stage: Stage) -> None:
    test = await running(stage)
    units = [f"unit-{number}" for number in range(12)]
    await test.expose(*units)
    for number, unit in enumerate(units):
        await test.record(unit, "stars", 1 + number % 5)
    about = {"kind": "ab_test", "abTestId": test.id}
    told = (await written_report(stage, test.recruiter, about)).data
    assert told["results"] == await test.results()
    laid_out = (await written_report(stage, test.recruiter, about, "markdown")).content.decode()
    assert "# Shorter greeting" in laid_out
    assert "## Mean of stars, from 1 to 5" in laid_out
    assert "- Winner: none yet" in laid_out
    assert "no outcome yet" in laid_out


async def test_costs_are_told_by_every_kind_of_name_under_names_that_people_know(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True, False)))
    model_says(stage, "case", "case", prompt_tokens=1_000, completion_tokens=100, total_tokens=1_100)
    run = await completed(stage, played, providers=[GPT])
    told = (await written_report(stage, played.author, TODAY)).data
    asked = await stage.call("get_costs", as_=played.author, query={"groupBy": "card"})
    assert (told["total"], told["complete"]) == (asked.data["total"], True)
    shares = {each["kind"]: each for each in told["shares"]}
    assert [line["name"] for line in shares["model"]["lines"]] == ["openai:gpt-4o-mini"]
    assert shares["card"]["lines"] == asked.data["lines"]
    assert shares["card"]["names"] == {played.card_id: "Capitals"}
    assert (shares["app"]["count"], shares["app"]["lines"]) == (0, [])
    [member] = [each for each in await stage.documents("members") if each["id"] == run["createdBy"]]
    laid_out = (await written_report(stage, played.author, TODAY, "markdown")).content.decode()
    assert f"| {member['displayName']} | " in laid_out
    assert "| Capitals | \u2588" in laid_out
    assert "## Cost by day\n" in laid_out


async def test_days_without_costs_are_a_report_as_well(stage: Stage) -> None:
    played = await suite(stage)
    about = {"kind": "costs", "since": "2025-03-02", "until": "2025-03-02"}
    told = spoken((await written_report(stage, played.author, about, "pdf")).content)
    assert "0.000000 USD" in " ".join(told.split())


async def test_a_cancelled_report_is_not_written(stage: Stage) -> None:
    played = await suite(stage)
    report_id = await requested_report(stage, played.author, on(await completed(stage, played)))
    await stage.call("cancel_operation", as_=played.author, path={"operationId": report_id})
    await stage.settle()
    assert await stage.files.stat(report_path(played.author, report_id)) is None
