import pytest

from shared.auth.roles import Role
from tests.fixtures.inbound import STRANGE, a_source, sends
from tests.fixtures.kept_files import NOTES, kept_file
from tests.fixtures.notifications import notified
from tests.fixtures.privacy import exported_data
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.VIEWER))


async def test_it_holds_what_is_ones_own_and_nothing_of_a_colleague(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    colleague = await stage.member(Role.RECRUITER, tenant_id=recruiter.tenant_id)
    await notified(stage, recruiter, 2)
    await notified(stage, colleague)
    file_id = await kept_file(stage, recruiter)
    await kept_file(stage, colleague)
    export = await exported_data(stage, recruiter, "export_my_data")
    [member] = export.json("members.json")
    assert (member["id"], member["email"]) == (recruiter.user_id, recruiter.email)
    assert len(export.json("notifications.json")) == 2
    assert [each["id"] for each in export.json("uploads.json")] == [file_id]
    [content] = [name for name in export.names if name.startswith("files/")]
    assert export.read(content) == NOTES
    actions = {each["action"] for each in export.json("auditEntries.json")}
    assert {"create_upload", "complete_upload", "export_my_data"} <= actions
    [session] = export.json("account.json")["signInSessions"]
    assert session["address"] == "203.0.113.7"
    assert colleague.user_id not in export.text


async def test_no_secret_and_no_bookkeeping_is_in_it(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    body = {"name": "Build server", "scopes": ["questions:read"]}
    assert (await stage.call("create_api_key", as_=owner, body=body)).status == 201
    export = await exported_data(stage, owner, "export_my_data")
    [key] = export.json("apiKeys.json")
    assert set(key) == {"id", "name", "createdAt"}
    for word in ("secretHash", "commitId", "salts"):
        assert word not in export.text


async def test_an_export_is_an_operation_of_ones_own(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("export_my_data", call)
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "personal_data_export", "pending")
    [entry] = await stage.audited("export_my_data")
    assert entry["target"] == {"exportId": answer.data["id"]}


async def test_what_other_systems_told_of_somebody_is_in_it_where_it_names_nobody_else(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    source = await a_source(stage, admin=admin)
    address = (await stage.call("get_profile", as_=admin)).data["email"]
    for id, named in (("evt-1", [address]), ("evt-2", [address, "else@example.com"]), ("evt-3", ["else@example.com"])):
        await sends(stage, source, {**STRANGE, "id": id, "data": {"people": named}})
    export = await exported_data(stage, admin, "export_my_data")
    told = export.json("inboundEvents.json")
    assert [each["eventType"] for each in told] == ["sun.rose", "sun.rose"]
    assert [address in each["body"] for each in told if "body" in each] == [True]
    assert "else@example.com" not in export.read("inboundEvents.json").decode()
