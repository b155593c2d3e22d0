from datetime import UTC, datetime

import pytest

from shared.domain.traces.events import TraceDeleted
from tests.fixtures.spans import TRACE, span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    for number in range(1, 13):
        await send(stage, manager, app_id, span(number))
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return Arranged(event=TraceDeleted(app_id=app_id, trace_id=TRACE, at=at), tenant_id=manager.tenant_id)


async def test_chunks_go_page_by_page_until_none_is_left(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id or "")
    assert await stage.deliver("remove_deleted_spans", envelope) == 204
    assert len(await stage.documents("spanChunks")) == 2
    await stage.settle()
    assert await stage.documents("spanChunks") == []
