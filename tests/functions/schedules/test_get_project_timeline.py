import pytest

from tests.fixtures.schedules import planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await planned(stage)
    return Arranged(as_=admin, path=path)


async def test_the_stored_plan_is_shown(stage: Stage) -> None:
    admin, path, ids = await planned(stage)
    data = (await stage.call("get_project_timeline", as_=admin, path=path)).data
    starts = {row["taskId"]: row["start"] for row in data["rows"]}
    assert starts == {ids[0]: "2026-03-06T08:00:00Z", ids[1]: "2026-03-09T08:00:00Z"}
    assert (data["finish"], data["levelled"], data["nextPart"]) == ("2026-03-09T17:00:00Z", False, None)


async def test_a_long_plan_comes_in_parts(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.domain.schedules.snapshots.PART", 1)
    admin, path, ids = await planned(stage)
    parts = [
        (await stage.call("get_project_timeline", as_=admin, path=path, query={"part": part})).data
        for part in ("0", "1", "2")
    ]
    assert [len(part["rows"]) for part in parts] == [1, 1, 0]
    assert {row["taskId"] for part in parts for row in part["rows"]} == set(ids)
    assert [part["nextPart"] for part in parts] == [1, None, None]


async def test_a_project_that_was_never_scheduled_has_no_timeline(stage: Stage) -> None:
    admin, path, _ = await planned(stage, stored=False)
    answer = await stage.call("get_project_timeline", as_=admin, path=path)
    assert (answer.status, answer.error["code"]) == (404, "plan_not_found")
