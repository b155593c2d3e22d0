from datetime import timedelta

import pytest

from shared.auth.permissions import Permission
from shared.domain.traces.events import TraceRetentionDue
from tests.fixtures.spans import BEGAN, SECOND, span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage, retentionDays=2)
    large = span(1, trace=f"{99:032x}", attributes={"input": "word " * 50_000})
    await send(stage, manager, app_id, large, *(span(1, trace=f"{number:032x}") for number in range(1, 12)))
    event = TraceRetentionDue(before=stage.clock.now() + timedelta(days=2, seconds=1))
    return Arranged(as_=manager, path={"appId": app_id}, event=event, tenant_id=manager.tenant_id)


async def test_what_its_app_keeps_no_longer_goes_with_its_files_and_stays_counted(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert call.event is not None
    [path] = (path for chunk in await stage.documents("spanChunks") for path in chunk["files"])
    stage.clock.advance(seconds=2 * 86_400)
    key = await stage.api_key(Permission.TRACES_READ, Permission.TRACES_WRITE, tenant_id=call.as_.tenant_id)
    now = str(BEGAN + 2 * 86_400 * SECOND)
    await send(stage, key, call.path["appId"], span(1, startTimeUnixNano=now, endTimeUnixNano=now))
    assert await stage.deliver("remove_expired_spans", stage.envelope(call.event, call.tenant_id or "")) == 204
    await stage.settle()
    assert (len(await stage.documents("spanChunks")), len(await stage.documents("traces"))) == (1, 1)
    assert await stage.files.stat(f"tenants/{call.tenant_id}/{path}") is None
    usage = await stage.call("get_app_usage", as_=key, path=call.path)
    assert usage.data["total"]["traces"] == 13
