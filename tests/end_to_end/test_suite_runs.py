"""Runs on the running stack: their provider is a server on this machine that answers as ill as providers do."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.fixtures.http import Company, new_company
from tests.fixtures.model_server import ModelServer, html, openai_answer, says
from tests.fixtures.pdfs import spoken
from tests.fixtures.servers import Behaviour, Received
from tests.fixtures.stack_clock import put_back
from tests.fixtures.suite_runs import KEY, PLAIN
from tools.demo.api import until
from tools.stack import Stack

MAX_TOKENS = 10_000
GPT: dict[str, Any] = {"provider": "openai", "model": "gpt-4o-mini", "parameters": {"max_tokens": MAX_TOKENS}}
ECHO: dict[str, Any] = {"provider": "echo", "model": "", "parameters": {}}
PYTHON = "sorted(output) == ['a', 'b', 'c']"


@pytest.fixture(scope="module")
def company(stack: Stack) -> Iterator[Company]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        company = new_company(http, stack.inbox_url)
        company.owner.put("/v1/providers/openai/key", {"key": KEY})
        yield company


def test_html_is_an_error_a_lie_is_an_estimate_and_python_is_run(company: Company, models: ModelServer) -> None:
    models.will(
        _by_prompt(
            html=html(),
            lie=says(openai_answer("cab", usage={"prompt_tokens": -5, "completion_tokens": 10**12})),
            true=says(openai_answer("bca")),
        )
    )
    suite = _Suite(company, *(_case(text, {"type": "python", "value": PYTHON}) for text in ("html", "lie", "true")))
    run = suite.run(providers=[GPT])
    summary = run["summary"]
    assert (summary["passed"], summary["failed"], summary["errors"], summary["unpriced"]) == (2, 0, 1, 0)
    results = [suite.result(run, each) for each in suite.results(run)]
    assert [each["error"] and each["error"]["code"] for each in results] == ["provider_answer_unreadable", None, None]
    assert [each["tokens"]["estimated"] for each in results] == [False, True, False]
    assert results[2]["costNanos"] == 9 * 150 + 2 * 600
    assert summary["costNanos"] == sum(each["costNanos"] for each in results)

    exported = suite.ended(suite.post(f"/v1/suite-runs/{run['id']}/exports"))
    assert exported["status"] == "succeeded"
    link = company.recruiter.get(f"/v1/case-result-exports/{exported['id']}")["url"]
    file = httpx.get(link, trust_env=False).json()
    assert [each["success"] for each in file["results"]["results"]] == [False, True, True]

    models.will(says(openai_answer("no letters")))
    later = suite.run(providers=[GPT], useCache=False)
    asked = suite.post(f"/v1/suite-runs/{later['id']}/version-comparison", {"before": run["id"]})
    [compared] = suite.ended(asked)["result"]["models"]
    assert (compared["passes"]["n"], compared["passes"]["effect"], compared["errorsBefore"]) == (2, -1, 1)


def test_a_run_stops_before_a_call_that_its_budget_does_not_pay_for(company: Company, models: ModelServer) -> None:
    used = {"prompt_tokens": 9, "completion_tokens": MAX_TOKENS, "total_tokens": MAX_TOKENS + 9}
    models.will(says(openai_answer("abc " * MAX_TOKENS, usage=used)))
    before = len(models.asked)
    suite = _Suite(company, *(_case(f"costly {number}") for number in range(10)))
    # A call comes to 0.6 cents, and to a little more at most: one cent pays for one of them.
    run = suite.run(providers=[GPT], budgetCents=1, useCache=False)
    assert run["status"] == "stopped"
    # A run may stop while its last call is under way.
    until(lambda: suite.counted(run["id"], 1), "the result of the call that was paid for")
    assert len(models.asked) - before == 1
    assert suite.operation(run["id"])["error"]["code"] == "budget_used_up"


def test_a_run_whose_provider_hangs_is_cancelled_and_what_comes_late_is_counted(
    company: Company, models: ModelServer
) -> None:
    answered = threading.Event()

    async def hang(request: Received, writer: asyncio.StreamWriter) -> None:
        while not answered.is_set():
            await asyncio.sleep(0.02)
        await says(openai_answer("abc"))(request, writer)

    models.will(hang)
    before = len(models.asked)
    suite = _Suite(company, _case("hang"), _case("hang as well"))
    run_id = suite.begin(providers=[GPT], useCache=False)
    until(lambda: len(models.asked) - before >= 2 or None, "both calls")
    company.recruiter.post(f"/v1/suite-runs/{run_id}/cancel")
    try:
        run = suite.over(run_id)
        assert (run["status"], run["summary"]["results"]) == ("cancelled", 0)
        assert suite.operation(run_id)["status"] == "cancelled"
    finally:
        answered.set()
    counted = until(lambda: suite.counted(run_id, 2), "the late results")
    assert (counted["status"], counted["summary"]["costNanos"]) == ("cancelled", 2 * (9 * 150 + 2 * 600))


def test_costs_are_counted_a_budget_is_told_of_by_mail_and_its_hard_stop_refuses(
    company: Company, models: ModelServer
) -> None:
    used = {"prompt_tokens": 9, "completion_tokens": MAX_TOKENS, "total_tokens": MAX_TOKENS + 9}
    models.will(says(openai_answer("abc " * MAX_TOKENS, usage=used)))
    suite = _Suite(company, _case("paid for"))
    asked = {"name": "Card", "cardId": suite.card, "amountCents": 1, "alertPercents": [50, 100], "hardStop": True}
    budget = company.owner.post("/v1/model-budgets", asked, expect=201)
    cost = 9 * 150 + MAX_TOKENS * 600
    # A call comes to 0.6 cents: the first leaves some of the cent, the second is begun with it, and no third is.
    for number in (1, 2):
        assert suite.run(providers=[GPT], useCache=False)["status"] == "completed"
        standing = company.owner.get(f"/v1/model-budgets/{budget['id']}")
        assert (standing["spentNanos"], standing["usedUp"]) == (number * cost, number == 2)
    refused = suite.refused(providers=[GPT], useCache=False)
    assert (refused["code"], refused["message"].count("Card")) == ("budget_used_up", 1)
    for percent in ("50", "100"):
        company.demo.inbox.wait_for(f"owner-{company.demo.suffix}@example.com", f"{percent} % of the budget Card")

    def counted() -> list[dict[str, Any]] | None:
        entries = company.recruiter.get(f"/v1/costs/entries?cardId={suite.card}")
        return entries if len(entries) == 2 else None

    assert [each["costNanos"] for each in until(counted, "the entries")] == [cost, cost]


def test_a_run_is_reported_in_three_formats(company: Company, models: ModelServer) -> None:
    models.will(says(openai_answer("| <b>abc</b> |")))
    letters = {"type": "contains", "value": "abc"}
    suite = _Suite(company, _case("first", letters), _case("second", {**letters, "value": "xyz"}))
    run = suite.run(providers=[GPT], useCache=False)
    assert (run["summary"]["passed"], run["summary"]["failed"]) == (1, 1)

    def written(about: dict[str, Any], format: str) -> bytes:
        asked = suite.post("/v1/prompt-reports", {"about": about, "format": format})
        assert suite.ended(asked)["status"] == "succeeded"
        link = company.recruiter.get(f"/v1/prompt-reports/{asked['id']}")["url"]
        return httpx.get(link, trust_env=False).raise_for_status().content

    about = {"kind": "suite_run", "runId": run["id"]}
    assert json.loads(written(about, "json"))["run"]["summary"] == run["summary"]
    assert "\\| \\<b\\>abc\\</b\\> \\|" in written(about, "markdown").decode()
    assert "50.00 %, 1 of 2 results" in " ".join(spoken(written(about, "pdf")).split())
    beside = written({"kind": "comparison", "runId": run["id"], "before": run["id"]}, "markdown").decode()
    assert "## Cases that pass: openai:gpt-4o-mini".replace(":gpt", "\\:gpt") in beside


def test_a_suite_runs_by_itself_when_its_time_has_come(stack: Stack, company: Company) -> None:
    suite = _Suite(company, _case("nightly"))
    asked = {"caseSetId": suite.cases, "providers": [ECHO], "recurrence": {"time": "03:00", "timeZone": "UTC"}}
    schedule = company.recruiter.post(f"/v1/cards/{suite.card}/schedules", asked, expect=201)
    put_back(stack, f"tenants/{company.tenant_id}/suiteSchedules/{schedule['id']}", "dueAt", timedelta(days=1))

    def ended() -> dict[str, Any] | None:
        runs = company.recruiter.get(f"/v1/suite-runs?scheduleId={schedule['id']}")
        return runs[0] if runs and runs[0]["finishedAt"] else None

    run = until(ended, "the scheduled run", pause=0.2)
    assert (run["status"], run["summary"]["passed"]) == ("completed", 1)
    [now] = company.recruiter.get(f"/v1/suite-schedules?cardId={suite.card}")
    assert (now["lastRunId"], now["failure"], now["dueAt"]) == (run["id"], None, schedule["dueAt"])


class _Suite:
    """A saved card that repeats its text, on a saved set of cases."""

    def __init__(self, company: Company, *cases: dict[str, Any]) -> None:
        self._api = company.recruiter
        self.post: Callable[..., Any] = lambda path, body=None: self._api.post(path, body, expect=202)
        self.card = self._api.post("/v1/cards", {"content": PLAIN}, expect=201)["id"]
        self._api.post(f"/v1/cards/{self.card}/versions", {}, expect=201)
        content = {"name": "Letters", "cases": list(cases)}
        self.cases = self._api.post("/v1/case-sets", {"content": content}, expect=201)["id"]
        self._api.post(f"/v1/case-sets/{self.cases}/versions", {}, expect=201)

    def begin(self, **options: Any) -> str:
        return self.post(f"/v1/cards/{self.card}/runs", {"caseSetId": self.cases, **options})["id"]

    def refused(self, **options: Any) -> dict[str, Any]:
        return self._api.post(f"/v1/cards/{self.card}/runs", {"caseSetId": self.cases, **options}, expect=429)

    def run(self, **options: Any) -> dict[str, Any]:
        return self.over(self.begin(**options))

    def over(self, run_id: str) -> dict[str, Any]:
        def found() -> dict[str, Any] | None:
            run = self._api.get(f"/v1/suite-runs/{run_id}")
            return run if run["finishedAt"] else None

        return until(found, "the run", pause=0.1)

    def counted(self, run_id: str, results: int) -> dict[str, Any] | None:
        run = self._api.get(f"/v1/suite-runs/{run_id}")
        return run if run["summary"]["results"] == results else None

    def results(self, run: dict[str, Any]) -> list[dict[str, Any]]:
        return self._api.get(f"/v1/suite-runs/{run['id']}/results")

    def result(self, run: dict[str, Any], listed: dict[str, Any]) -> dict[str, Any]:
        return self._api.get(f"/v1/suite-runs/{run['id']}/results/{listed['id']}")["result"]

    def operation(self, id: str) -> dict[str, Any]:
        return self._api.get(f"/v1/operations/{id}")

    def ended(self, operation: dict[str, Any]) -> dict[str, Any]:
        def found() -> dict[str, Any] | None:
            now = self.operation(operation["id"])
            return now if now["finishedAt"] else None

        return until(found, "the operation", pause=0.1)


def _case(text: str, *assertions: dict[str, Any]) -> dict[str, Any]:
    return {"vars": {"text": text}, "assertions": list(assertions)}


def _by_prompt(**behaviours: Behaviour) -> Behaviour:
    """Answer as the prompt is named."""

    async def behave(request: Received, writer: asyncio.StreamWriter) -> None:
        prompt = json.loads(request.body)["messages"][-1]["content"]
        await behaviours[prompt](request, writer)

    return behave
