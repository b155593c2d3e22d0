import pytest

from shared.data.store import AmbiguousCommit
from tests.fixtures.stage import Stage
from tests.fixtures.suite_runs import suite
from tests.fixtures.suite_schedules import scheduled, schedules

pytestmark = pytest.mark.anyio


async def test_each_time_begins_one_run_however_often_it_is_looked_at(stage: Stage) -> None:
    played = await suite(stage)
    made = await scheduled(stage, played)
    await stage.settle()
    for day in (1, 2):
        stage.clock.advance(days=1)
        for _ in range(3):
            assert await stage.tick("sweep_suite_schedules") == 204
            await stage.settle()
        runs = await stage.documents("suiteRuns")
        assert [(run["scheduleId"], run["status"]) for run in runs] == [(made["id"], "completed")] * day


async def test_nothing_begins_before_its_time(stage: Stage) -> None:
    await scheduled(stage, await suite(stage))
    stage.clock.advance(hours=21)
    await stage.tick("sweep_suite_schedules")
    assert [each.type for each in await stage.waiting() if each.type == "suites.schedule.due.v1"] == []


async def test_days_that_were_missed_are_made_up_for_by_one_run(stage: Stage) -> None:
    await scheduled(stage, await suite(stage))
    stage.clock.advance(days=5)
    await stage.tick("sweep_suite_schedules")
    await stage.tick("sweep_suite_schedules")
    await stage.settle()
    assert len(await stage.documents("suiteRuns")) == 1
    [schedule] = await schedules(stage)
    assert schedule["dueAt"].isoformat() == "2026-03-08T06:30:00+00:00"


async def test_a_sweep_whose_commit_was_lost_leaves_the_run_to_the_next(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scheduled(stage, await suite(stage))
    stage.clock.advance(days=1)

    async def lost(*_: object) -> dict[str, str]:
        raise AmbiguousCommit("gone")

    with monkeypatch.context() as broken:
        broken.setattr(stage.store, "commit", lost)
        assert await stage.tick("sweep_suite_schedules") == 204
    await stage.tick("sweep_suite_schedules")
    await stage.settle()
    assert len(await stage.documents("suiteRuns")) == 1
