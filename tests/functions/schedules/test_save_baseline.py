import pytest

from tests.fixtures.schedules import planned
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await planned(stage)
    return Arranged(as_=admin, path=path, body={"name": "As agreed"})


async def test_a_baseline_keeps_the_stored_plan(stage: Stage) -> None:
    call = await arrange(stage)
    data = (await stage.arranged("save_baseline", call)).data
    assert (data["name"], data["tasks"], data["finish"]) == ("As agreed", 2, "2026-03-09T17:00:00Z")


async def test_a_project_that_was_never_scheduled_has_nothing_to_keep(stage: Stage) -> None:
    admin, path, _ = await planned(stage, stored=False)
    answer = await stage.call("save_baseline", as_=admin, path=path, body={"name": "x"})
    assert (answer.status, answer.error["code"]) == (404, "plan_not_found")


async def test_a_project_has_only_so_many_baselines(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.domain.schedules.snapshots.MAX_BASELINES", 1)
    call = await arrange(stage)
    answers = [await stage.call("save_baseline", as_=call.as_, path=call.path, body=call.body) for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 409]
    assert answers[1].error["code"] == "too_many_baselines"
