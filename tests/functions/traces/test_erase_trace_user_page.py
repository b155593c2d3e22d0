import pytest

from shared.domain.traces.events import TraceUserErasureDue
from tests.fixtures.stage import Arranged, Stage
from tests.functions.traces import test_erase_trace_user

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await test_erase_trace_user.arrange(stage)
    assert call.as_ is not None
    begun = await stage.arranged("erase_trace_user", call)
    await stage.drop(TraceUserErasureDue)
    event = TraceUserErasureDue(operation_id=begun.data["id"], app_id=call.path["appId"], user_id="ada")
    return Arranged(as_=call.as_, event=event, tenant_id=call.as_.tenant_id)


async def test_a_page_of_traces_goes_at_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert await stage.deliver("erase_trace_user_page", stage.envelope(call.event, call.tenant_id or "")) == 204
    assert len(await stage.documents("traces")) == 5
    [due] = [each for each in await stage.waiting() if each.type == TraceUserErasureDue.type]
    assert due.data["deleted"] == 20


async def test_a_cancelled_operation_deletes_no_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, TraceUserErasureDue)
    await stage.call("cancel_operation", as_=call.as_, path={"operationId": call.event.operation_id})
    assert await stage.deliver("erase_trace_user_page", stage.envelope(call.event, call.tenant_id or "")) == 204
    assert len(await stage.documents("traces")) == 25
