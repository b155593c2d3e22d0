from typing import Any

import pytest

from tests.fixtures.spans import BEGAN, SECOND, span
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.traces import send, sender

pytestmark = pytest.mark.anyio

DAY = 86_400 * SECOND


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, call_of_model(1))
    return Arranged(as_=manager, path={"appId": app_id})


def call_of_model(
    number: int, *, trace: int = 1, model: str = "gpt-5", seconds: float = 2, days: int = 0, user: str = ""
) -> Any:
    begun = BEGAN - 60 * SECOND - days * DAY
    told = {"gen_ai.operation.name": "chat", "gen_ai.request.model": model, "gen_ai.usage.input_tokens": 10}
    times: Any = {"startTimeUnixNano": str(begun), "endTimeUnixNano": str(begun + int(seconds * SECOND))}
    return span(number, trace=f"{trace:032x}", attributes=told | {"llm.cost.total": 0.25, "user.id": user}, **times)


async def used(stage: Stage, manager: SignedIn, app_id: str, **query: str) -> Any:
    answer = await stage.call("get_app_usage", as_=manager, path={"appId": app_id}, query=query)
    return answer.data


async def test_usage_is_told_by_day_model_and_user(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, call_of_model(1, user="ada"), call_of_model(2, model="claude"))
    await send(stage, manager, app_id, call_of_model(3, trace=2, days=3, user="bob"))
    days = await used(stage, manager, app_id)
    assert [(line["name"], line["traces"], line["inputTokens"]) for line in days["lines"]] == [
        ("2026-02-27", 1, 10),
        ("2026-03-02", 1, 20),
    ]
    assert (days["total"]["cost"], days["total"]["calls"], days["complete"]) == (0.75, 3, True)
    models = await used(stage, manager, app_id, by="model")
    assert [(line["name"], line["calls"], line["cost"]) for line in models["lines"]] == [
        ("gpt-5", 2, 0.5),
        ("claude", 1, 0.25),
    ]
    users = await used(stage, manager, app_id, by="user", since="2026-03-01")
    assert [(line["name"], line["calls"]) for line in users["lines"]] == [("ada", 2)]


async def test_a_span_in_another_export_again_counts_once(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    first, second, third = (call_of_model(number) for number in (1, 2, 3))
    await send(stage, manager, app_id, first, second)
    before = await used(stage, manager, app_id, by="model")
    await send(stage, manager, app_id, second, first)
    assert await used(stage, manager, app_id, by="model") == before
    await send(stage, manager, app_id, second, third, third)
    [line] = (await used(stage, manager, app_id, by="model"))["lines"]
    assert (line["calls"], line["inputTokens"], line["cost"]) == (3, 30, 0.75)


async def test_a_trace_moves_to_a_day_and_a_user_told_later(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, call_of_model(1))
    assert (await used(stage, manager, app_id, by="user"))["lines"] == []
    await send(stage, manager, app_id, call_of_model(2, days=1, user="ada"))
    [day] = (await used(stage, manager, app_id))["lines"]
    assert (day["name"], day["traces"], day["calls"]) == ("2026-03-01", 1, 2)
    [user] = (await used(stage, manager, app_id, by="user"))["lines"]
    assert (user["name"], user["calls"], user["inputTokens"]) == ("ada", 2, 20)


async def test_percentiles_are_of_calls_for_models_and_near_the_true_ones(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    for trace in range(1, 11):
        calls = (call_of_model(place, trace=trace, seconds=trace * 10 + place) for place in range(10))
        await send(
            stage, manager, app_id, *(dict(call, spanId=f"{place + 1:016x}") for place, call in enumerate(calls))
        )
    [line] = (await used(stage, manager, app_id, by="model"))["lines"]
    for percentile, true in (("p50Ms", 59_000), ("p95Ms", 104_000), ("p99Ms", 108_000)):
        assert line[percentile] == pytest.approx(true, rel=0.1)


@pytest.mark.parametrize("days", [{"since": "2026-03-02", "until": "2026-03-01"}, {"since": "2025-01-01"}])
async def test_days_out_of_order_or_too_many_are_refused(stage: Stage, days: dict[str, str]) -> None:
    call = await arrange(stage)
    answer = await stage.call("get_app_usage", as_=call.as_, path=call.path, query=days)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/since")
