import pytest

from shared.domain.traces.events import TraceDeleted
from tests.fixtures.app_cases import TRACE_ID, case_of, traced
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await traced(stage)
    assert call.as_ is not None
    await stage.arranged("create_case_from_trace", call)
    await case_of(stage, call.as_, call.path["appId"])
    event = TraceDeleted(app_id=call.path["appId"], trace_id=TRACE_ID, at=stage.clock.now())
    return Arranged(as_=call.as_, event=event, tenant_id=call.as_.tenant_id, path=call.path)


async def test_only_cases_made_from_the_trace_go(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert await stage.deliver("remove_cases_of_trace", stage.envelope(call.event, call.tenant_id or "")) == 204
    assert [case["traceId"] for case in await stage.documents("appCases")] == [None]


async def test_a_forgotten_user_leaves_no_case(stage: Stage) -> None:
    call = await arrange(stage)
    path = {"appId": call.path["appId"]}
    erased = await stage.call("erase_trace_user", as_=call.as_, path=path, body={"user": "ada"})
    assert erased.status == 202
    await stage.settle()
    assert "Where is my order?" not in str(await stage.documents("appCases"))
