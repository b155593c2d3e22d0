"""A plan on the real stack: taken in, scheduled, levelled, kept, taken out, worked on, forecast and reported."""

from datetime import date, timedelta
from typing import Any

import httpx

from tests.end_to_end.test_projects import joiner
from tests.fixtures.http import ended, new_company, uploaded
from tests.fixtures.task_files import PLAN, XML
from tools.demo.api import Api, until
from tools.stack import Stack

FILE = {"purpose": "task_file", "contentType": XML, "fileName": "plan.xml"}


def test_a_plan_comes_in_is_worked_on_and_reported(stack: Stack) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        company = new_company(http, stack.inbox_url)
        lead = company.owner
        worker_id, email, worker = joiner(company)
        project = lead.post("/v1/projects", {"name": "House"}, expect=201)["id"]
        at = f"/v1/projects/{project}"
        lead.put(f"{at}/members/{worker_id}", {"role": "contributor"})

        plan = PLAN.replace(b"EMAIL", email.encode())
        assert imported(http, lead, at, plan)["created"] == 4
        assert lead.post(f"{at}/schedule", {"apply": True})["tasks"] == 4
        levelled = lead.post(f"{at}/level", {"apply": True})
        assert (levelled["applied"], levelled["unresolved"]) == (True, [])
        baseline = lead.post(f"{at}/baselines", {"name": "As agreed"}, expect=201)["id"]
        lead.get(f"{at}/baselines/{baseline}/variance")
        before = {each["id"]: each for each in lead.get(f"{at}/tasks")}
        again = imported(http, lead, at, exported(http, lead, at))
        assert [again[name] for name in ("created", "updated", "refused")] == [0, 0, 0]
        assert {each["id"]: each for each in lead.get(f"{at}/tasks")} == before

        tasks = {each["title"]: each["id"] for each in before.values()}
        estimate = {"bestMinutes": 30, "likelyMinutes": 60, "worstMinutes": 240}
        lead.put(f"{at}/tasks/{tasks['Lay floor']}/plan", {"plan": {"estimate": estimate}})
        week = worked(worker, at, tasks["Paint"])
        worker.put(f"{at}/tasks/{tasks['Paint']}/status", {"status": "completed"})

        def counted() -> dict[str, Any] | None:
            found = lead.get(f"{at}/metrics")
            return found if found["completed"] == 1 else None

        assert until(counted, "the figures")["toDo"] == 3
        forecast = lead.post(f"{at}/forecast", {"seed": 7})
        assert forecast["method"] == "estimates"
        assert forecast["p50At"] <= forecast["p80At"] <= forecast["p95At"]

        sheet = worker.post(f"/v1/timesheets/{week}/submit")
        assert lead.post(f"/v1/timesheets/{sheet['id']}/approve")["status"] == "approved"
        definition = {"source": "time", "dimensions": ["member", "task"], "measures": ["entries", "hours"]}
        body = {
            "name": "Hours",
            "definition": definition,
            "schedule": {"every": "week", "recipientIds": [worker_id]},
        }
        report = lead.post(f"{at}/reports", body, expect=201)["id"]
        run = ended(lead, lead.post(f"{at}/reports/{report}/runs", {"mail": True}, expect=202))
        assert run["rows"] == 1
        assert "House" in company.demo.inbox.wait_for(email, "Hours")
        assert http.get(lead.get(f"{at}/report-runs/{run['runId']}")["url"]).content.startswith(b"%PDF-")


def imported(http: httpx.Client, lead: Api, at: str, content: bytes) -> dict[str, Any]:
    """Import a plan with its calendars; return what became of it."""
    body = {"uploadId": uploaded(http, lead, content, **FILE), "calendars": True}
    return ended(lead, lead.post(f"{at}/task-imports", body, expect=202))


def exported(http: httpx.Client, lead: Api, at: str) -> bytes:
    """Export the plan; return the file."""
    result = ended(lead, lead.post(f"{at}/task-exports", {"format": "ms_project"}, expect=202))
    return http.get(lead.get(f"{at}/task-files/{result['fileId']}")["url"]).raise_for_status().content


def worked(worker: Api, at: str, task_id: str) -> date:
    """Have somebody's timer run on a task for a moment, and an hour written down; return the Monday of that week."""
    timer = worker.post(f"{at}/tasks/{task_id}/timer", {})["timer"]
    assert worker.post(f"/v1/timers/{timer['id']}/stop")["timer"]["stoppedAt"] is not None
    day = date.fromisoformat(timer["startedAt"][:10])
    body = {"day": str(day), "minutes": 60}
    worker.post(f"{at}/tasks/{task_id}/time-entries", body, expect=201)
    return day - timedelta(days=day.weekday())
