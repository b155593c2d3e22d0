import pytest

from tests.fixtures.schedules import planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await planned(stage, stored=False)
    return Arranged(as_=admin, path=path, body={"apply": True})


async def test_a_dry_run_tells_the_dates_and_stores_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {}
    data = (await stage.arranged("schedule_project", call)).data
    assert (data["applied"], data["finish"], data["finishBefore"]) == (False, "2026-03-09T17:00:00Z", None)
    assert (data["moved"], data["critical"]) == (2, 2)
    assert await stage.documents("planSnapshots") == []


async def test_what_changed_since_is_the_difference(stage: Stage) -> None:
    admin, path, (first, second) = await planned(stage)
    ahead = {"plan": {"constraint": "SNET", "constraintAt": "2026-03-10T08:00:00Z"}}
    await stage.call("plan_task", as_=admin, path={**path, "taskId": second}, body=ahead)
    data = (await stage.call("schedule_project", as_=admin, path=path, body={})).data
    moves = {move["taskId"]: move for move in data["moves"]}
    assert (moves[second]["startBefore"], moves[second]["startAfter"]) == (
        "2026-03-09T08:00:00Z",
        "2026-03-10T08:00:00Z",
    )
    assert moves[first]["startBefore"] == moves[first]["startAfter"]
    assert (data["finishBefore"], data["finish"]) == ("2026-03-09T17:00:00Z", "2026-03-10T17:00:00Z")


async def test_no_work_that_is_left_lies_before_the_status_date(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"statusAt": "2026-03-11T00:00:00Z"}
    assert (await stage.arranged("schedule_project", call)).data["finish"] == "2026-03-12T17:00:00Z"


async def test_a_shorter_plan_leaves_no_rows_of_the_longer_one(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.domain.schedules.snapshots.PART", 1)
    admin, path, (_, second) = await planned(stage)
    assert len(await stage.documents("planSnapshotParts")) == 2
    await stage.call("delete_task", as_=admin, path={**path, "taskId": second})
    data = (await stage.call("schedule_project", as_=admin, path=path, body={"apply": True})).data
    assert [move["startAfter"] for move in data["moves"]] == [None]
    assert len(await stage.documents("planSnapshotParts")) == 1


async def test_what_is_assumed_tells_what_it_would_move_and_why(stage: Stage) -> None:
    admin, path, (first, second) = await planned(stage)
    later = {"taskId": first, "plan": {"constraint": "SNET", "constraintAt": "2026-03-09T08:00:00Z"}}
    data = (await stage.call("schedule_project", as_=admin, path=path, body={"assume": [later]})).data
    moves = {move["taskId"]: (move["startAfter"], move["reason"], move["driverTaskId"]) for move in data["moves"]}
    assert moves == {
        first: ("2026-03-09T08:00:00Z", "constraint", None),
        second: ("2026-03-10T08:00:00Z", "dependency", first),
    }
    assert (await stage.call("schedule_project", as_=admin, path=path, body={})).data["moved"] == 0


async def test_what_is_assumed_is_never_stored(stage: Stage) -> None:
    admin, path, (first, _) = await planned(stage)
    body = {"assume": [{"taskId": first, "plan": {}}]}
    assert (await stage.call("schedule_project", as_=admin, path=path, body={**body, "apply": True})).status == 400


async def test_nothing_is_assumed_of_a_task_that_is_not_there(stage: Stage) -> None:
    admin, path, _ = await planned(stage)
    answer = await stage.call("schedule_project", as_=admin, path=path, body={"assume": [{"taskId": "no", "plan": {}}]})
    assert (answer.status, answer.error["code"]) == (404, "task_not_found")
