from datetime import date

import pytest

from shared.domain.trace_findings.events import TraceDayAnalysisDue, TraceFindingDetected
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.trace_findings import ORDERS, PASSWORDS, asked_app, questions_of
from tests.fixtures.traces import send

pytestmark = pytest.mark.anyio

FIRST, SECOND = date(2026, 2, 28), date(2026, 3, 1)


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await asked_app(stage, *questions_of(2, PASSWORDS))
    event = TraceDayAnalysisDue(app_id=app_id, day=FIRST, until=FIRST)
    return Arranged(as_=manager, event=event, tenant_id=manager.tenant_id, path={"appId": app_id})


async def deliver(stage: Stage, call: Arranged, **changes: object) -> list[str]:
    """Deliver a day, and return what was told of, by name."""
    assert call.event is not None
    event = call.event.with_(**changes)
    assert await stage.deliver("analyse_trace_day", stage.envelope(event, call.tenant_id or "")) == 204
    told = [each.data["name"] for each in await stage.waiting() if each.type == TraceFindingDetected.type]
    await stage.drop(TraceFindingDetected)
    return told


@pytest.mark.thorough
async def test_what_was_there_when_it_began_is_not_told_of_and_what_is_new_then_is_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert await deliver(stage, call) == []
    await send(stage, call.as_, call.path["appId"], *questions_of(1, (*ORDERS, "reset my password")))
    [name] = await deliver(stage, call, day=SECOND, until=SECOND)
    assert "order" in name
    assert await deliver(stage, call, day=SECOND, until=SECOND) == []


@pytest.mark.thorough
async def test_what_somebody_asked_for_is_told_of_by_its_operation_alone(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await deliver(stage, call)
    await send(stage, call.as_, call.path["appId"], *questions_of(1, ORDERS))
    begun = await stage.call("analyse_traces", as_=call.as_, path=call.path, body={"since": "2026-03-01"})
    assert await deliver(stage, call, day=SECOND, until=SECOND, operation_id=begun.data["id"]) == []


async def test_a_cancelled_operation_analyses_no_more(stage: Stage) -> None:
    call = await arrange(stage)
    begun = await stage.call("analyse_traces", as_=call.as_, path=call.path, body={})
    await stage.call("cancel_operation", as_=call.as_, path={"operationId": begun.data["id"]})
    await deliver(stage, call, operation_id=begun.data["id"])
    assert await stage.documents("traceFindings") == []
