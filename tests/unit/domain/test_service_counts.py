from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.alerts.counts import SEEN_BITS, Counts, estimated, merged
from shared.domain.alerts.levels import HOURS, KEPT_DAYS, MINUTES, Counted, Levels
from shared.domain.alerts.policies import ALERT_POLICIES
from shared.runtime.entry_points import ROOT
from shared.runtime.service_counts import ServiceCounts
from tests.fixtures.stage import Stage

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def minute_of(number: int, requests: int = 1) -> Counted:
    return Counted(at=AT + timedelta(minutes=number), counts=Counts(requests=requests))


@pytest.mark.thorough
def test_levels_keep_an_hour_of_minutes_six_hours_and_two_months_of_days() -> None:
    levels = Levels.begun(at=AT)
    for hour in range(24 * 64):
        until = AT + timedelta(hours=hour + 1)
        levels = levels.rolled([minute_of(60 * hour + number) for number in range(60)], until=until)
    assert (len(levels.minutes), len(levels.hours), len(levels.days)) == (MINUTES, HOURS, KEPT_DAYS)
    assert levels.last_hour.requests == 60
    assert levels.last_six_hours.requests == 6 * 60
    assert levels.last_thirty_days.requests == 60 * (24 * 29 + 9)


def test_a_minute_counts_once_however_often_it_is_summed_up() -> None:
    counted = [minute_of(0), minute_of(0, requests=2)]
    once = Levels.begun(at=AT).rolled(counted, until=AT + timedelta(minutes=1))
    again = once.rolled(counted, until=AT + timedelta(minutes=1, seconds=30))
    assert again == once
    assert once.last_hour.requests == 3


def test_after_a_gap_of_days_the_last_hour_is_summed_up_and_nothing_before_it() -> None:
    levels = Levels.begun(at=AT).rolled([], until=AT + timedelta(days=3))
    assert (levels.last_thirty_days.minutes, levels.rolled_to) == (MINUTES, AT + timedelta(days=3))


@pytest.mark.parametrize(("requests", "errors", "down"), [(0, 0, 0), (10, 4, 0), (10, 5, 1), (1, 1, 1)])
def test_a_minute_is_down_when_half_of_its_requests_fail(requests: int, errors: int, down: int) -> None:
    minute = Counts(requests=requests, errors=errors).as_minute()
    assert (minute.minutes, minute.down_minutes) == (1, down)


@pytest.mark.anyio
@pytest.mark.parametrize("callers", [1, 50, 1_000, 10_000])
async def test_callers_of_several_instances_are_counted_once_within_a_few_percent(stage: Stage, callers: int) -> None:
    for first in (0, callers // 2):
        instance = ServiceCounts(stage.composition, interval=None)
        for number in range(first, callers):
            stage.composition.metrics.note_caller(f"user:{number}", changed=False)
        stage.composition.metrics.note_request("f", "GET", "/v1/f", 200, 0.1, tenant_id=None)
        await instance.flush()
    sketches = [each["seen"] for each in await stage.documents("serviceCounts")]
    assert len(sketches) == 2
    assert all(len(each) == SEEN_BITS // 8 for each in sketches)
    assert estimated(merged(sketches)) == pytest.approx(callers, rel=0.06)


def test_each_alert_has_a_runbook() -> None:
    runbooks = {path.stem for path in (ROOT / "docs" / "runbooks").glob("*.md")}
    of_intrusions = {"many-accounts-tried", "many-denials", "key-in-two-places"}
    assert runbooks >= {*(policy.name for policy in ALERT_POLICIES), "burn-rate", *of_intrusions}
