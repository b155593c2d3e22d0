from datetime import UTC, datetime

import pytest

from tests.fixtures.reports import reported
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def daily(stage: Stage) -> tuple[SignedIn, dict[str, str]]:
    admin, path = await reported(stage)
    body = {"schedule": {"every": "day", "hour": 8, "recipientIds": [admin.user_id]}}
    await stage.call("update_report", as_=admin, path=path, body=body)
    return admin, path


async def ticked(stage: Stage) -> int:
    assert await stage.tick("begin_due_reports") == 204
    await stage.settle()
    return len(stage.mailer.sent)


async def test_each_due_time_has_one_report_and_one_mail(stage: Stage) -> None:
    await daily(stage)
    assert await ticked(stage) == 0
    stage.clock.time = datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert [await ticked(stage), await ticked(stage)] == [1, 1]
    stage.clock.advance(days=1)
    assert [await ticked(stage), await ticked(stage)] == [2, 2]
    assert len(await stage.documents("reportRuns")) == 2


async def test_times_that_passed_while_nothing_ran_come_as_one_report(stage: Stage) -> None:
    await daily(stage)
    stage.clock.advance(days=5)
    assert await ticked(stage) == 1
    [saved] = await stage.documents("reports")
    assert saved["nextDueAt"] == datetime(2026, 3, 8, 8, tzinfo=UTC)


async def test_a_project_that_is_put_away_is_not_reported_on(stage: Stage) -> None:
    admin, path = await daily(stage)
    await stage.call("archive_project", as_=admin, path={"projectId": path["projectId"]})
    stage.clock.advance(days=1)
    assert await ticked(stage) == 0
    [saved] = await stage.documents("reports")
    assert saved["nextDueAt"] == datetime(2026, 3, 4, 8, tzinfo=UTC)
