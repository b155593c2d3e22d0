import pytest

from tests.fixtures.reports import reported
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await reported(stage)
    return Arranged(as_=admin, path=path)


async def test_a_deleted_report_is_mailed_no_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    schedule = {"every": "day", "recipientIds": [call.as_.user_id]}
    await stage.call("update_report", as_=call.as_, path=call.path, body={"schedule": schedule})
    assert (await stage.arranged("delete_report", call)).status == 204
    stage.clock.advance(days=2)
    await stage.tick("begin_due_reports")
    await stage.settle()
    assert await stage.documents("reportRuns") == []
    assert stage.mailer.sent == []
