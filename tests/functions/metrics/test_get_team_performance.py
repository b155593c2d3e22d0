import pytest

from shared.auth.roles import Role
from tests.fixtures.metrics import begun, worked
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.teams import team

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, _ = await begun(stage)
    team_id, _ = await team(stage, admin, members=1)
    added = {"teamId": team_id, "memberId": admin.user_id}
    assert (await stage.call("add_team_member", as_=admin, path=added)).status == 200
    return Arranged(as_=admin, path={"teamId": team_id})


async def test_each_has_their_own_figures(stage: Stage) -> None:
    call = await arrange(stage)
    data = (await stage.arranged("get_team_performance", call)).data
    done = {each["memberId"]: (each["work"]["completed"], each["work"]["underWay"]) for each in data["members"]}
    assert call.as_ is not None
    assert (done.pop(call.as_.user_id), list(done.values())) == ((1, 0), [(0, 0)])
    assert data["completed"] == 1


async def test_a_task_counts_for_whom_it_is_assigned_to_now(stage: Stage) -> None:
    admin, path, ids = await worked(stage)
    team_id, [other] = await team(stage, admin, members=1)
    place = {**path, "memberId": other.user_id}
    assert (await stage.call("set_project_member", as_=admin, path=place, body={"role": "contributor"})).status == 200
    body = {"assigneeId": other.user_id}
    assert (await stage.call("assign_task", as_=admin, path={**path, "taskId": ids[0]}, body=body)).status == 200
    await stage.settle()
    [found] = (await stage.call("get_team_performance", as_=admin, path={"teamId": team_id})).data["members"]
    assert (found["work"]["completed"], found["work"]["cycle"]["meanHours"]) == (1, 8)


async def test_recruiters_do_not_see_how_people_perform(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    recruiter = await stage.member(Role.RECRUITER, tenant_id=call.as_.tenant_id)
    assert (await stage.call("get_team_performance", as_=recruiter, path=call.path)).status == 403
