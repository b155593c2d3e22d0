import pytest

from tests.fixtures.spans import span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender

pytestmark = pytest.mark.anyio

A, B = f"{1:032x}", f"{2:032x}"


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, span(1, trace=A))
    return Arranged(as_=manager, path={"appId": app_id}, query={"since": "2026-03-02T09:00:00Z"})


async def test_what_came_since_is_told_and_a_trace_with_more_spans_again(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    app_id = call.path["appId"]
    [first] = (await stage.arranged("tail_traces", call)).data
    assert (first["traceId"], first["receivedAt"]) == (A, "2026-03-02T09:00:00Z")
    stage.clock.advance(seconds=30)
    await send(stage, call.as_, app_id, span(1, trace=B))
    stage.clock.advance(seconds=30)
    await send(stage, call.as_, app_id, span(2, trace=A))

    async def told(since: str) -> list[tuple[str, int]]:
        answer = await stage.call("tail_traces", as_=call.as_, path=call.path, query={"since": since})
        return [(each["traceId"], each["spanCount"]) for each in answer.data]

    assert await told("2026-03-02T09:00:20Z") == [(B, 1), (A, 2)]
    assert await told("2026-03-02T09:00:50Z") == [(A, 2)]
    assert await told("2026-03-02T09:02:00Z") == []


async def test_more_than_a_page_of_one_moment_is_paged_through(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, *(span(1, trace=f"{number:032x}") for number in range(1, 8)))
    seen: list[str] = []
    query = {"since": "2026-03-02T08:00:00Z", "limit": "3"}
    while True:
        answer = await stage.call("tail_traces", as_=manager, path={"appId": app_id}, query=query)
        seen += [each["traceId"] for each in answer.data]
        if "nextCursor" not in answer.body["meta"]["pagination"]:
            break
        query = {**query, "cursor": answer.body["meta"]["pagination"]["nextCursor"]}
    assert sorted(seen) == [f"{number:032x}" for number in range(1, 8)]
