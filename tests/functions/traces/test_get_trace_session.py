import pytest

from tests.fixtures.spans import BEGAN, SECOND, span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    for number in (1, 2):
        begun = str(BEGAN - number * 100 * SECOND)
        sent = span(1, trace=f"{number:032x}", attributes={"session.id": "talk"}, startTimeUnixNano=begun)
        await send(stage, manager, app_id, sent)
    return Arranged(as_=manager, path={"appId": app_id, "traceSessionId": "talk"})


async def test_a_trace_session_is_shown_with_its_traces_in_order_and_its_scores(stage: Stage) -> None:
    call = await arrange(stage)
    score = {"name": "helpful", "value": 0.5, "traceSessionId": "talk"}
    await stage.call("create_score", as_=call.as_, path={"appId": call.path["appId"]}, body=score)
    shown = (await stage.arranged("get_trace_session", call)).data
    assert [trace["traceId"] for trace in shown["traces"]] == [f"{2:032x}", f"{1:032x}"]
    assert (shown["session"]["traces"], shown["session"]["spans"], shown["complete"]) == (2, 2, True)
    assert shown["scores"][0]["mean"] == 0.5


async def test_a_trace_session_that_nothing_came_for_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("get_trace_session", as_=call.as_, path={**call.path, "traceSessionId": "silence"})
    assert (answer.status, answer.error["code"]) == (404, "trace_session_not_found")
