import httpx
import pytest
from starlette.applications import Starlette

from shared.auth.roles import Role
from tests.fixtures.kept_files import NOTES, kept_file
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import sent_upload
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"fileId": await kept_file(stage, recruiter)})


async def follow(stage: Stage, url: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        return await http.get(url)


async def test_its_url_downloads_it_under_its_name_until_it_expires(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    colleague = await stage.member(Role.RECRUITER, tenant_id=recruiter.tenant_id)
    file_id = await kept_file(stage, recruiter, name='a "quoted" näme.txt')
    data = (await stage.call("get_file", as_=colleague, path={"fileId": file_id})).data
    answer = await follow(stage, data["downloadUrl"])
    assert (answer.status_code, answer.content) == (200, NOTES)
    assert answer.headers["content-disposition"].startswith("attachment")
    stage.clock.advance(minutes=15, seconds=1)
    assert (await follow(stage, data["downloadUrl"])).status_code == 403


async def test_an_upload_for_something_else_is_no_file(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)
    await stage.call("complete_upload", as_=recruiter, path={"uploadId": upload_id})
    answer = await stage.call("get_file", as_=recruiter, path={"fileId": upload_id})
    assert (answer.status, answer.error["code"]) == (404, "file_not_found")
