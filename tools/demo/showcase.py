"""What `make up` shows beside assessments: a card that was run, a project that is planned, an app that was traced."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tools.demo.api import Api, until

CARD: dict[str, Any] = {
    "name": "Greeting",
    "prompt": {"kind": "text", "template": "Greet {{name}} and thank them for ordering {{thing}}."},
    "variables": [
        {"name": name, "type": "string", "default": None, "required": True, "description": ""}
        for name in ("name", "thing")
    ],
    "provider": {"provider": "echo", "model": "", "parameters": {}},
}
CASES: list[dict[str, Any]] = [
    {
        "vars": {"name": name, "thing": thing},
        "assertions": [{"type": "contains", "value": name}, {"type": "not-contains", "value": "sorry"}],
    }
    for name, thing in (("Ada", "a notebook"), ("Grace", "a sorry little cactus"), ("Linus", "two chairs"))
]
# Title, estimated hours, and the titles that have to be done before.
TASKS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("Write the requirements", 16, ()),
    ("Design the screens", 24, ("Write the requirements",)),
    ("Build the store", 40, ("Write the requirements",)),
    ("Build the screens", 56, ("Design the screens",)),
    ("Try it with five customers", 16, ("Build the store", "Build the screens")),
    ("Go live", 8, ("Try it with five customers",)),
)
QUESTIONS = ("Where is my order?", "How do I change my password?", "Which parrots do you sell?")
TOKENS = 120
SECOND = 1_000_000_000


def show_card(api: Api) -> str:
    """Write a prompt card and its cases, run them, and return the run once it is over."""
    card = api.post("/v1/cards", {"content": CARD}, expect=201)["id"]
    api.post(f"/v1/cards/{card}/versions", {}, expect=201)
    cases = api.post("/v1/case-sets", {"content": {"name": "Orders", "cases": CASES}}, expect=201)["id"]
    api.post(f"/v1/case-sets/{cases}/versions", {}, expect=201)
    run: str = api.post(f"/v1/cards/{card}/runs", {"caseSetId": cases}, expect=202)["id"]
    until(lambda: api.get(f"/v1/suite-runs/{run}")["finishedAt"], "the run of the cases")
    return run


def show_project(api: Api) -> str:
    """Plan a project from next Monday on: tasks, what depends on what, estimates in three points."""
    today = datetime.now(UTC).date()
    monday = today + timedelta(days=7 - today.weekday())
    project: str = api.post("/v1/projects", {"name": "Web shop", "startOn": str(monday)}, expect=201)["id"]
    at = f"/v1/projects/{project}"
    ids: dict[str, str] = {}
    for title, hours, before in TASKS:
        ids[title] = task = api.post(f"{at}/tasks", {"title": title, "estimatedHours": hours}, expect=201)["id"]
        points = {"bestMinutes": hours * 45, "likelyMinutes": hours * 60, "worstMinutes": hours * 120}
        api.put(f"{at}/tasks/{task}/plan", {"plan": {"estimate": points}})
        for each in before:
            api.put(f"{at}/tasks/{task}/dependencies/{ids[each]}", {})
    api.post(f"{at}/milestones", {"name": "The shop is open", "dueOn": str(_later(monday, weeks=6))}, expect=201)
    api.post(f"{at}/schedule", {"apply": True})
    return project


def show_app(api: Api) -> str:
    """Make an app and send it traces as its SDK would: a chat that searches and asks a model."""
    app: str = api.post("/v1/apps", {"name": "Support bot"}, expect=201)["id"]
    secret = api.post(f"/v1/apps/{app}/keys", {"name": "Production"}, expect=201)["secretKey"]
    spans = [span for number, question in enumerate(QUESTIONS, 1) for span in _trace(number, question)]
    resource = {"attributes": [_attribute("service.name", "support-bot")]}
    body = {"resourceSpans": [{"resource": resource, "scopeSpans": [{"scope": {"name": "demo"}, "spans": spans}]}]}
    api.signed_in(secret).send("POST", "/v1/traces", body)
    return app


def _later(day: date, *, weeks: int) -> date:
    return day + timedelta(weeks=weeks)


def _trace(number: int, question: str) -> list[dict[str, Any]]:
    began = time.time_ns() - number * 60 * SECOND
    trace = f"{began:032x}"

    def span(place: int, name: str, after: float, seconds: float, **attributes: str | int) -> dict[str, Any]:
        start = began + int(after * SECOND)
        made = {
            "traceId": trace,
            "spanId": f"{place:016x}",
            "name": name,
            "startTimeUnixNano": str(start),
            "endTimeUnixNano": str(start + int(seconds * SECOND)),
            "attributes": [_attribute(key.replace("__", "."), value) for key, value in attributes.items()],
        }
        return made if place == 1 else {**made, "parentSpanId": f"{1:016x}"}

    return [
        span(1, "answer", 0, 2.1 + number / 4, input__value=question),
        span(2, "search", 0.1, 0.4, openinference__span__kind="RETRIEVER", input__value=question),
        span(
            *(3, "chat gpt-4o-mini", 0.6, 1.4 + number / 4),
            gen_ai__operation__name="chat",
            gen_ai__request__model="gpt-4o-mini",
            gen_ai__usage__input_tokens=number * TOKENS,
            gen_ai__usage__output_tokens=TOKENS,
        ),
    ]


def _attribute(key: str, value: str | int) -> dict[str, Any]:
    return {"key": key, "value": {"intValue": str(value)} if isinstance(value, int) else {"stringValue": value}}
