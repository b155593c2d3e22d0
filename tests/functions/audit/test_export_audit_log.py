import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN), body={"format": "json_lines"})


async def test_an_export_is_an_operation_and_is_audited(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("export_audit_log", as_=admin, body={"format": "csv"})
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "audit_export", "pending")
    [entry] = await stage.audited("export_audit_log")
    assert entry["target"] == {"exportId": answer.data["id"]}


async def test_what_can_be_verified_is_the_whole_log(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    body = {"format": "json_lines", "actor": "user:somebody"}
    answer = await stage.call("export_audit_log", as_=admin, body=body)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/actor")
