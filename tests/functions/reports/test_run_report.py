import pytest

from tests.fixtures.reports import ran, reported
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await reported(stage)
    return Arranged(as_=admin, path=path, body={})


async def test_a_run_is_written_as_asked_and_mailed_to_nobody(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    operation = await ran(stage, call.as_, call.path, format="csv")
    assert (operation["status"], operation["result"]["rows"]) == ("succeeded", 1)
    [run] = await stage.documents("reportRuns")
    assert (run["format"], stage.mailer.sent) == ("csv", [])


async def test_a_run_is_mailed_at_once_when_asked_to_the_recipients_of_the_schedule(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.body = {"mail": True}
    answer = await stage.arranged("run_report", call)
    assert (answer.status, answer.error["code"]) == (409, "report_not_scheduled")
    schedule = {"every": "week", "recipientIds": [call.as_.user_id]}
    await stage.call("update_report", as_=call.as_, path=call.path, body={"schedule": schedule})
    assert (await stage.arranged("run_report", call)).status == 202
    await stage.settle()
    assert [mail.to for mail in stage.mailer.sent] == [call.as_.email]
