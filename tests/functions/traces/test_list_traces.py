from typing import Any

import pytest

from tests.fixtures.spans import BEGAN, SECOND, span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, span(1))
    return Arranged(as_=manager, path={"appId": app_id})


async def test_an_apps_traces_are_listed_by_time_and_filtered(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    for number in (1, 2, 3):
        begun = str(BEGAN - number * 100 * SECOND)
        known = {"user.id": "ada" if number == 2 else "bob", "session.id": "talk", "langfuse.environment": "staging"}
        sent = span(1, trace=f"{number:032x}", attributes=known, startTimeUnixNano=begun, name=f"trace {number}")
        await send(stage, manager, app_id, sent)
    call = Arranged(as_=manager, path={"appId": app_id})

    async def names(**query: str) -> list[str]:
        return [
            each["name"] for each in (await stage.call("list_traces", as_=manager, path=call.path, query=query)).data
        ]

    assert await names() == ["trace 1", "trace 2", "trace 3"]
    assert await names(user="ada") == ["trace 2"]
    assert await names(traceSession="talk", sort="startedAt") == ["trace 3", "trace 2", "trace 1"]
    assert await names(environment="default") == []
    assert await names(since="2026-03-02T08:55:30Z", until="2026-03-02T08:58:00Z") == ["trace 2"]


async def test_traces_are_filtered_by_model_tag_status_duration_and_cost(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    for number, model, tags in ((1, "gpt-5", ["a", "b"]), (2, "claude", ["b"]), (3, "gpt-5", [])):
        told = {"llm.model_name": model, "llm.cost.total": number / 4, "langfuse.trace.tags": tags}
        times: Any = {"endTimeUnixNano": str(BEGAN - 50 * SECOND + number * SECOND), "status": {"code": number}}
        sent = span(1, trace=f"{number:032x}", attributes=told, name=f"{number}", **times)
        await send(stage, manager, app_id, sent)

    async def names(**query: str) -> list[str]:
        answer = await stage.call("list_traces", as_=manager, path={"appId": app_id}, query=query)
        return [each["name"] for each in answer.data]

    assert await names(model="gpt-5", sort="startedAt") == ["1", "3"]
    assert await names(tag="b", sort="-cost") == ["2", "1"]
    assert await names(status="error") == ["2"]
    assert await names(minCost="0.5") == ["3", "2"]
    assert await names(maxDurationMs="12500") == ["2", "1"]
    assert await names(minDurationMs="11500", maxDurationMs="12500", model="claude") == ["2"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"model": "gpt-5", "tag": "a"}, "invalid_filter"),
        ({"minCost": "1", "maxDurationMs": "5"}, "invalid_sort"),
        ({"minCost": "1", "sort": "startedAt"}, "invalid_sort"),
    ],
)
async def test_filters_that_do_not_combine_are_refused(stage: Stage, query: dict[str, str], code: str) -> None:
    call = await arrange(stage)
    answer = await stage.call("list_traces", as_=call.as_, path=call.path, query=query)
    assert (answer.status, answer.error["code"]) == (400, code)


async def test_another_apps_traces_are_not_listed(stage: Stage) -> None:
    call = await arrange(stage)
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, span(1))
    [trace] = (await stage.arranged("list_traces", call)).data
    assert trace["appId"] == call.path["appId"]
