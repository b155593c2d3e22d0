import pytest

from shared.auth.permissions import Permission
from tests.fixtures.spans import TRACE, span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender, shown

pytestmark = pytest.mark.anyio

LEFT_BY_TRACES = ("traces", "spanChunks", "scores", "scoreSummaries", "seenSpans")


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    attributes = {"user.id": "ada", "session.id": "talk", "llm.model_name": "gpt-5", "llm.token_count.prompt": 5}
    await send(stage, manager, app_id, span(1, attributes=attributes), span(2, attributes={"input": "word " * 50_000}))
    score = {"name": "helpful", "value": True, "traceId": TRACE}
    await stage.call("create_score", as_=manager, path={"appId": app_id}, body=score)
    return Arranged(as_=manager, path={"appId": app_id, "traceId": TRACE})


async def test_a_deleted_trace_leaves_nothing_behind(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    [chunk] = await stage.documents("spanChunks")
    [path] = (f"tenants/{call.as_.tenant_id}/{each}" for each in chunk["files"])
    assert await stage.files.stat(path) is not None
    assert (await stage.arranged("delete_trace", call)).status == 204
    await stage.settle()
    assert [await stage.documents(collection) for collection in LEFT_BY_TRACES] == [[]] * len(LEFT_BY_TRACES)
    assert await stage.files.stat(path) is None
    app = {"appId": call.path["appId"]}
    for by in ("day", "model", "user"):
        usage = (await stage.call("get_app_usage", as_=call.as_, path=app, query={"by": by})).data
        assert (usage["lines"], usage["total"]["inputTokens"]) == ([], 0)
    assert (await stage.call("list_trace_sessions", as_=call.as_, path=app)).data == []
    assert (await stage.arranged("delete_trace", call)).error["code"] == "trace_not_found"


async def test_spans_that_come_after_a_deletion_begin_the_trace_anew(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await stage.arranged("delete_trace", call)
    stage.clock.advance(seconds=1)
    await send(stage, call.as_, call.path["appId"], span(3))
    await stage.settle()
    detail = await shown(stage, call.as_, call.path["appId"], TRACE)
    assert ([row["span"]["name"] for row in detail["rows"]], detail["trace"]["spanCount"]) == (["step 3"], 1)


async def test_a_key_that_sends_traces_deletes_none(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    key = await stage.api_key(Permission.TRACES_WRITE, tenant_id=call.as_.tenant_id)
    assert (await stage.call("delete_trace", as_=key, path=call.path)).status == 403
