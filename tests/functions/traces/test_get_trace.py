import pytest

from tests.fixtures.spans import TRACE, span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender, shown

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, span(1), span(2, parent=1))
    return Arranged(as_=manager, path={"appId": app_id, "traceId": TRACE})


async def test_a_trace_is_shown_as_a_tree_with_what_a_waterfall_needs(stage: Stage) -> None:
    detail = (await stage.arranged("get_trace", await arrange(stage))).data
    first, second = detail["rows"]
    assert (first["depth"], first["parentId"], first["offsetNanos"]) == (0, None, 0)
    assert (second["depth"], second["parentId"], second["offsetNanos"]) == (1, first["span"]["spanId"], 1_000)
    assert second["durationNanos"] == 1_000_000_000 - 2_000
    assert detail["complete"] is True


async def test_parents_in_a_circle_are_shown_once_each(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, span(1, parent=3), span(2, parent=1), span(3, parent=2))
    rows = (await shown(stage, manager, app_id, TRACE))["rows"]
    assert [row["depth"] for row in rows] == [0, 1, 2]


async def test_a_trace_in_more_chunks_than_are_read_says_so(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    stage.clock.advance(seconds=1)
    await send(stage, call.as_, call.path["appId"], span(3))
    monkeypatch.setattr("shared.domain.traces.repository.MAX_CHUNKS", 1)
    detail = (await stage.arranged("get_trace", call)).data
    assert (len(detail["rows"]), detail["complete"]) == (2, False)


async def test_a_trace_that_is_not_there_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    path = {**call.path, "traceId": "f" * 32}
    answer = await stage.call("get_trace", as_=call.as_, path=path)
    assert (answer.status, answer.error["code"]) == (404, "trace_not_found")
