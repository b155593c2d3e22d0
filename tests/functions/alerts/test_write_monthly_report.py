from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.auth.caller import System
from shared.data.unit_of_work import UnitOfWork, run_unit
from shared.domain.alerts.counts import Counts
from shared.domain.alerts.levels import CURRENT, DAY, Levels, LevelsRepository, Slot
from shared.domain.alerts.model import BOARD, Alert, AlertBoard, AlertBoardRepository, Status
from shared.domain.alerts.policies import Severity
from shared.domain.upkeep.events import PARTITION
from shared.ids import IdSequence, new_seed
from shared.runtime.contexts import CallScope
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

FEBRUARY = datetime(2026, 2, 1, tzinfo=UTC)
A_DAY = Counts(
    **{"requests": 1_000, "errors": 1, "within_200": 900, "within_500": 970, "within_1000": 995, "within_2000": 999},
    **{"queries": 100, "query_millis": 2_000, "minutes": 1_440, "down_minutes": 1},
)


async def arrange(stage: Stage) -> Arranged:
    await february(stage)
    return Arranged()


def alert(id: str, fired_at: datetime, severity: Severity, minutes: int) -> Alert:
    return Alert(
        **{"id": id, "key": id, "title": id, "severity": severity, "service": "api", "value": 1, "threshold": 0},
        **{"channels": (), "runbook": "error-rate", "mitigation": None, "status": Status.RESOLVED},
        **{"fired_at": fired_at, "resolved_at": fired_at.replace(minute=minutes)},
    )


async def february(stage: Stage, *, rolled_to: datetime | None = None) -> None:
    """Have watched from 1 January to 2 March, with three alerts in February and one after it."""
    stage.composition.config = replace(stage.composition.config, alert_mail=("ops@example.com", "boss@example.com"))
    days = tuple(Slot(at=FEBRUARY.replace(month=1) + number * DAY, counts=A_DAY) for number in range(60))
    levels = Levels(id=CURRENT, rolled_to=rolled_to or stage.clock.now(), days=days)
    fired = (
        ("a", FEBRUARY, Severity.CRITICAL, 10),
        ("b", FEBRUARY.replace(day=28), Severity.CRITICAL, 30),
        ("c", FEBRUARY.replace(day=3), Severity.WARNING, 59),
        ("d", FEBRUARY.replace(month=3), Severity.CRITICAL, 59),
    )
    board = AlertBoard(id=BOARD, alerts=tuple(alert(*each) for each in fired))

    async def step(work: UnitOfWork) -> None:
        LevelsRepository(work).add(levels)
        AlertBoardRepository(work).add(board)

    scope = CallScope(System("test"), stage.clock.now(), "", "", "", stage.composition.config)
    await run_unit(lambda: UnitOfWork(stage.store, PARTITION, scope, IdSequence(new_seed())), step)


async def written(stage: Stage) -> list[dict[str, Any]]:
    assert await stage.tick("write_monthly_report") == 204
    return await stage.documents("monthlyReports")


async def test_the_month_that_is_over_is_held_against_the_goals(stage: Stage) -> None:
    await february(stage)
    [report] = await written(stage)
    assert (report["id"], report["requests"], report["minutes"]) == ("2026-02", 28_000, 28 * 1_440)
    by_name = {each["name"]: each for each in report["objectives"]}
    assert by_name["latency-p95"]["attained"] == pytest.approx(0.97)
    assert by_name["latency-p95"]["budgetLeft"] == pytest.approx(0.4)
    assert by_name["availability"]["budgetLeft"] == pytest.approx(1 - (1 / 1_440) / 0.001)
    assert by_name["completion"]["attained"] is None
    assert report["databaseMeanMs"] == 20
    assert report["alerts"] == {"critical": 2, "warning": 1, "info": 0}
    assert (report["repairMinutes"], report["hoursBetweenFailures"]) == (20, 336)


async def test_each_of_the_staff_gets_it_once_however_often_it_is_looked_at(stage: Stage) -> None:
    await february(stage)
    for _ in range(3):
        await written(stage)
        await stage.settle()
        stage.clock.advance(days=5)
    assert sorted(mail.to for mail in stage.mailer.sent) == ["boss@example.com", "ops@example.com"]


async def test_before_the_whole_month_is_summed_up_nothing_is_written(stage: Stage) -> None:
    await february(stage, rolled_to=datetime(2026, 2, 28, 23, 59, tzinfo=UTC))
    assert await written(stage) == []


async def test_of_a_month_in_which_nobody_watched_there_is_no_report(stage: Stage) -> None:
    assert await written(stage) == []
    stage.clock.advance(seconds=15)
    assert await stage.tick("evaluate_alerts") == 204
    assert await written(stage) == []
