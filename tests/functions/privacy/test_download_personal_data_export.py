import httpx
import pytest
from starlette.applications import Starlette

from shared.auth.roles import Role
from tests.fixtures.privacy import exported_data
from tests.fixtures.stage import Arranged, Stage
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    viewer = await stage.member(Role.VIEWER)
    return Arranged(as_=viewer, path={"exportId": (await exported_data(stage, viewer, "export_my_data")).id})


async def test_the_link_downloads_it_and_the_log_has_a_view_of_personal_data(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    export = await exported_data(stage, viewer, "export_my_data")
    answer = await stage.call("download_personal_data_export", as_=viewer, path={"exportId": export.id})
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        found = await http.get(answer.data["url"])
    assert found.content == export.content
    [entry] = await stage.audited("download_personal_data_export")
    assert (entry["outcome"], entry["target"]) == ("viewed", {"exportId": export.id})


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN, Role.VIEWER])
async def test_anothers_export_is_not_found(stage: Stage, role: Role) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    colleague = await stage.member(role, tenant_id=call.as_.tenant_id)
    answer = await stage.call("download_personal_data_export", as_=colleague, path=call.path)
    assert (answer.status, answer.error["code"]) == (404, "personal_data_export_not_found")


async def test_an_export_that_is_not_written_yet_is_409(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    operation = (await stage.call("export_my_data", as_=viewer)).data
    answer = await stage.call("download_personal_data_export", as_=viewer, path={"exportId": operation["id"]})
    assert (answer.status, answer.error["code"]) == (409, "file_not_written")
