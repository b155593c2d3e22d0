import pytest

from tests.fixtures.spans import span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, span(1, attributes={"session.id": "talk"}))
    return Arranged(as_=manager, path={"appId": app_id})


async def test_trace_sessions_are_listed_with_what_their_traces_come_to(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    for number, session in enumerate(("first", "second", "first"), start=1):
        stage.clock.advance(seconds=1)
        attributes = {"session.id": session, "llm.model_name": "gpt-5", "llm.token_count.prompt": number}
        await send(stage, manager, app_id, span(1, trace=f"{number:032x}", attributes=attributes))
    sessions = (await stage.call("list_trace_sessions", as_=manager, path={"appId": app_id})).data
    assert [(each["traceSessionId"], each["traces"], each["inputTokens"]) for each in sessions] == [
        ("first", 2, 4),
        ("second", 1, 2),
    ]


async def test_another_apps_trace_sessions_are_not_listed(stage: Stage) -> None:
    call = await arrange(stage)
    other = await arrange(stage)
    assert call.as_ is not None
    assert other.as_ is not None
    await send(stage, other.as_, other.path["appId"], span(2, attributes={"session.id": "talk"}))
    [session] = (await stage.arranged("list_trace_sessions", call)).data
    assert (session["appId"], session["traces"]) == (call.path["appId"], 1)
