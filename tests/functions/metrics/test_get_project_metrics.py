import pytest

from shared.auth.roles import Role
from tests.fixtures.metrics import begun, metrics, to, worked
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await begun(stage)
    return Arranged(as_=admin, path=path)


async def history(stage: Stage) -> Arranged:
    admin, path, _ = await worked(stage)
    return Arranged(as_=admin, path=path)


async def test_figures_tell_what_there_is_and_how_long_it_took(stage: Stage) -> None:
    admin, path, _ = await worked(stage)
    found = await metrics(stage, admin, path, since="2026-03-02", until="2026-03-08")
    assert {name: found[name] for name in ("toDo", "underWay", "done", "dropped", "created", "completed")} == {
        "toDo": 1,
        "underWay": 1,
        "done": 1,
        "dropped": 0,
        "created": 3,
        "completed": 1,
    }
    assert (found["cycle"]["meanHours"], found["lead"]["meanHours"]) == (8, 9)
    assert 7.2 <= found["cycle"]["p80Hours"] <= 8.8
    assert (found["until"], found["completedPerWeek"]) == ("2026-03-03", 3.5)


async def test_what_is_reopened_is_done_no_more(stage: Stage) -> None:
    admin, path, ids = await worked(stage)
    await to(stage, admin, path, ids[0], "in_progress")
    found = await metrics(stage, admin, path)
    assert (found["done"], found["completed"], found["underWay"], found["cycle"]["tasks"]) == (0, 0, 2, 0)


async def test_on_time_is_a_share_of_what_was_due(stage: Stage) -> None:
    admin, path, ids = await worked(stage)
    for id, due in ((ids[0], "2026-03-02T20:00:00Z"), (ids[1], "2026-03-02T20:00:00Z")):
        body = {"dueAt": due}
        assert (await stage.call("update_task", as_=admin, path={**path, "taskId": id}, body=body)).status == 200
    await to(stage, admin, path, ids[1], "completed")
    assert (await metrics(stage, admin, path))["onTimePercent"] == 50


async def test_a_task_that_was_never_begun_has_no_cycle(stage: Stage) -> None:
    admin, path, ids = await worked(stage)
    await to(stage, admin, path, ids[2], "completed")
    found = await metrics(stage, admin, path)
    assert (found["completed"], found["cycle"]["tasks"], found["lead"]["tasks"]) == (2, 1, 2)


async def test_days_are_those_of_the_tenants_zone(stage: Stage) -> None:
    admin, path, _ = await worked(stage)
    await stage.settle()
    tenant = f"tenants/{admin.tenant_id}/tenant/{admin.tenant_id}"
    await stage.change(tenant, timeZone="Asia/Tokyo")
    other = {
        **path,
        "taskId": (await stage.call("create_task", as_=admin, path=path, body={"title": "Box"})).data["id"],
    }
    stage.clock.advance(hours=7)  # 16:00 in UTC, 01:00 of the next day in Tokyo
    await to(stage, admin, path, other["taskId"], "completed")
    found = await metrics(stage, admin, path, since="2026-03-04", until="2026-03-04")
    assert (found["completed"], found["created"]) == (1, 0)


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "2026-03-05"},
        {"since": "2026-03-03", "until": "2026-03-02"},
        {"since": "2022-01-01", "until": "2022-01-02"},
        {"since": "2025-01-01"},
    ],
)
async def test_spans_that_are_none_or_too_long_are_refused(stage: Stage, asked: dict[str, str]) -> None:
    call = await history(stage)
    answer = await stage.call("get_project_metrics", as_=call.as_, path=call.path, query=asked)
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "invalid_days")


async def test_who_is_not_in_a_project_does_not_see_its_figures(stage: Stage) -> None:
    call = await history(stage)
    stranger = await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id if call.as_ else None)
    assert (await stage.call("get_project_metrics", as_=stranger, path=call.path)).status == 404
