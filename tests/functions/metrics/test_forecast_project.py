import pytest

from tests.fixtures.metrics import begun, estimated, to
from tests.fixtures.projects import project, task
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await estimated(stage)
    return Arranged(as_=admin, path=path, body={"seed": 1})


async def test_estimates_say_by_when_and_which_tasks_decide(stage: Stage) -> None:
    call = await arrange(stage)
    data = (await stage.arranged("forecast_project", call)).data
    assert (data["method"], data["remaining"], data["historyDays"]) == ("estimates", 3, 0)
    # Two days' work at the best, seven at the worst, from Monday on.
    assert "2026-03-03T17" <= data["p50At"] <= data["p80At"] <= data["p95At"] <= "2026-03-10T18"
    assert [each["percent"] for each in data["criticality"]] == [100, 100]
    assert (await stage.arranged("forecast_project", call)).data["p80At"] == data["p80At"]


async def test_the_projects_end_is_kept_with_some_probability(stage: Stage) -> None:
    call = await arrange(stage)
    for end, share in (("2026-03-02", 0), ("2026-03-20", 100)):
        body = {"endOn": end}
        assert (await stage.call("update_project", as_=call.as_, path=call.path, body=body)).status == 200
        assert (await stage.arranged("forecast_project", call)).data["onTimePercent"] == share


async def test_what_was_dropped_takes_no_time(stage: Stage) -> None:
    admin, path, ids = await estimated(stage)
    before = (await stage.call("forecast_project", as_=admin, path=path, body={})).data
    await to(stage, admin, path, ids[1], "cancelled")
    after = (await stage.call("forecast_project", as_=admin, path=path, body={})).data
    assert after["p95At"] < before["p50At"]


async def test_without_estimates_past_days_say_it(stage: Stage) -> None:
    admin, path = await begun(stage)
    for _ in range(20):
        stage.clock.advance(days=1)
        person = await stage.signed_in_again(admin)
        done = await task(stage, person, path["projectId"])
        await to(stage, admin, path, done, "completed")
    await stage.settle()
    person = await stage.signed_in_again(admin)
    data = (await stage.call("forecast_project", as_=person, path=path, body={})).data
    # One task was done each day from Monday, and one is left: it is done tomorrow, the 23rd.
    assert (data["method"], data["remaining"], data["historyDays"]) == ("throughput", 1, 20)
    assert {data["p50At"], data["p95At"]} == {"2026-03-24T00:00:00Z"}


@pytest.mark.parametrize("method", [None, "throughput", "estimates"])
async def test_from_nothing_nothing_is_forecast(stage: Stage, method: str | None) -> None:
    admin, _ = await begun(stage)
    path = {"projectId": await project(stage, admin)}
    body = {"method": method} if method else {}
    answer = await stage.call("forecast_project", as_=admin, path=path, body=body)
    assert (answer.status, answer.error["code"]) == (409, "nothing_to_forecast_from")
