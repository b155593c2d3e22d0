import pytest

from shared.auth.roles import Role
from tests.fixtures.projects import joined
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.time_tracking import booked, worker

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, person, path = await worker(stage)
    await booked(stage, person, path)
    return Arranged(as_=admin, path={"projectId": path["projectId"]})


async def test_a_projects_time_is_seen_by_managers_in_it_and_by_no_colleague(stage: Stage) -> None:
    call = await arrange(stage)
    admin = call.as_
    assert admin is not None
    manager = await joined(stage, admin, call.path["projectId"], Role.MANAGER)
    colleague = await joined(stage, admin, call.path["projectId"])
    stranger = await stage.member(Role.MANAGER, tenant_id=admin.tenant_id)
    assert len((await stage.call("list_project_time_entries", as_=manager, path=call.path)).data) == 1
    for caller, status in ((colleague, 403), (stranger, 404)):
        assert (await stage.call("list_project_time_entries", as_=caller, path=call.path)).status == status
    nobody = await stage.call("list_project_time_entries", as_=admin, path=call.path, query={"memberId": admin.user_id})
    assert nobody.data == []
