import httpx
import pytest
from starlette.applications import Starlette

from tests.fixtures.audit import exported, log_of
from tests.fixtures.stage import Arranged, Stage
from tools.gateway.files import routes

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await log_of(stage, 1)
    return Arranged(as_=admin, path={"exportId": (await exported(stage, admin)).id})


async def test_the_link_downloads_the_export_and_is_audited(stage: Stage) -> None:
    admin = await log_of(stage, 2)
    export = await exported(stage, admin)
    answer = await stage.call("download_audit_export", as_=admin, path={"exportId": export.id})
    transport = httpx.ASGITransport(app=Starlette(routes=routes(stage.files)))
    async with httpx.AsyncClient(transport=transport) as http:
        found = await http.get(answer.data["url"])
    assert found.content == export.content
    assert "audit-log.jsonl" in found.headers["content-disposition"]
    [entry] = await stage.audited("download_audit_export")
    assert entry["target"] == {"exportId": export.id}


async def test_an_export_that_is_not_written_yet_is_409(stage: Stage) -> None:
    admin = await log_of(stage, 1)
    operation = (await stage.call("export_audit_log", as_=admin, body={})).data
    answer = await stage.call("download_audit_export", as_=admin, path={"exportId": operation["id"]})
    assert (answer.status, answer.error["code"]) == (409, "file_not_written")
