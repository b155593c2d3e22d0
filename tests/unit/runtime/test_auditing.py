"""What the pipeline tells the audit log: changes in their commit, what changed nothing in batches."""

import asyncio
from datetime import timedelta

import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.data.store import AmbiguousCommit
from shared.errors import DependencyUnavailable
from shared.observability.audit import digest
from shared.runtime import audit_buffer
from shared.runtime.audit_buffer import AuditBuffer
from tests.fixtures.examples import SUM_CONTENT, draft_question
from tests.fixtures.people import PASSWORD, sign_up
from tests.fixtures.stage import SignedIn, Stage

pytestmark = pytest.mark.anyio


async def denied(stage: Stage, member: SignedIn, **headers: str) -> None:
    answer = await stage.call("create_question", as_=member, body={"content": SUM_CONTENT}, headers=headers)
    assert answer.status == 403


async def test_a_change_carries_the_digests_of_what_was_stored(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    path = f"tenants/{recruiter.tenant_id}/questions/{question_id}"
    before = await stage.document(path)
    body = {"content": {**SUM_CONTENT, "title": "Another title"}}
    headers = {"user-agent": "curl/8.0"}
    answer = await stage.call(
        "update_question", as_=recruiter, path={"questionId": question_id}, body=body, headers=headers
    )
    assert answer.status == 200
    [entry] = await stage.audited("update_question")
    assert (entry["address"], entry["userAgent"]) == ("203.0.113.7", "curl/8.0")
    assert entry["requestId"] == answer.headers["x-request-id"]
    [change] = [each for each in entry["changes"] if each["path"] == f"questions/{question_id}"]
    after = await stage.document(path)
    assert (change["before"], change["after"]) == (digest(before), digest(after))


async def test_an_api_key_is_named(stage: Stage) -> None:
    key = await stage.api_key(Permission.QUESTIONS_WRITE)
    await draft_question(stage, key)
    [entry] = await stage.audited("create_question")
    assert entry["actor"] == f"apiKey:{key.user_id}"


async def test_denied_access_is_told(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    await denied(stage, viewer)
    [entry] = await stage.audited("create_question")
    assert (entry["outcome"], entry["actor"], entry["role"]) == ("denied", f"user:{viewer.user_id}", "viewer")
    assert entry["changes"] == []


async def test_a_stranger_is_told_of_to_the_tenant_they_tried(stage: Stage) -> None:
    tenant_id = await stage.tenant()
    stranger = await stage.member(Role.OWNER)
    await denied(stage, SignedIn(stranger.token, tenant_id, stranger.user_id))
    [entry] = await stage.audited("create_question")
    assert (entry["tenantId"], entry["actor"]) == (tenant_id, f"user:{stranger.user_id}")


async def test_something_of_others_that_is_hidden_is_denied_in_the_log(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    answer = await stage.call("import_question_package", as_=recruiter, body={"uploadId": "none"})
    assert answer.status == 404
    assert await stage.audited("import_question_package") == []
    from tests.fixtures.operations import pending_operation

    operation_id = await pending_operation(stage, recruiter)
    colleague = await stage.member(Role.VIEWER, tenant_id=recruiter.tenant_id)
    answer = await stage.call("get_operation", as_=colleague, path={"operationId": operation_id})
    assert answer.status == 404
    [entry] = await stage.audited("get_operation")
    assert (entry["outcome"], entry["target"]) == ("denied", {"operationId": operation_id})


async def test_no_document_is_made_for_a_tenant_that_does_not_exist(stage: Stage) -> None:
    stranger = await stage.member(Role.OWNER)
    await denied(stage, SignedIn(stranger.token, "nowhere", stranger.user_id))
    assert await stage.audited("create_question") == []


async def test_a_failed_sign_in_is_told_to_the_tenants_of_the_account(stage: Stage) -> None:
    owner = await sign_up(stage)
    body = {"email": owner.email, "password": "not the password"}
    assert (await stage.call("sign_in", body=body)).status == 401
    assert (await stage.call("sign_in", body={**body, "email": "nobody@example.com"})).status == 401
    [entry] = await stage.audited("sign_in")
    assert (entry["tenantId"], entry["outcome"], entry["target"]) == (
        owner.tenant_id,
        "failed",
        {"memberId": owner.user_id},
    )
    assert entry["actor"] == "address:203.0.113.7"
    assert (await stage.call("sign_in", body={**body, "password": PASSWORD})).status == 200
    assert len(await stage.audited("sign_in")) == 1


async def test_a_view_of_personal_data_is_told(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    await stage.call("list_members", as_=admin)
    [entry] = await stage.audited("list_members")
    assert (entry["outcome"], entry["actor"]) == ("viewed", f"user:{admin.user_id}")


async def test_an_attack_costs_one_commit_and_is_counted(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    commits = stage.store.commits
    for _ in range(30):
        await denied(stage, viewer)
    assert stage.store.commits == commits
    [entry] = await stage.audited("create_question")
    assert stage.store.commits == commits + 1
    assert entry["count"] == 30


async def test_the_buffer_is_bounded(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_buffer, "CAPACITY", 2)
    viewer = await stage.member(Role.VIEWER)
    for agent in ("one", "two", "three"):
        await denied(stage, viewer, **{"user-agent": agent})
    assert {each["userAgent"] for each in await stage.audited("create_question")} == {"one", "two"}


async def test_an_answer_that_was_lost_writes_nothing_twice(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    await denied(stage, viewer)
    stage.store.fail_next_commit(AmbiguousCommit("lost"), applied=True)
    assert len(await stage.audited("create_question")) == 1


async def test_a_store_that_is_down_fails_no_request(stage: Stage) -> None:
    viewer = await stage.member(Role.VIEWER)
    await denied(stage, viewer)
    stage.store.fail_next_commit(DependencyUnavailable("down"))
    assert await stage.audited("create_question") == []
    await denied(stage, viewer)
    assert len(await stage.audited("create_question")) == 1


async def test_an_instance_writes_by_itself_within_the_interval(stage: Stage) -> None:
    buffer = AuditBuffer(stage.composition, interval=timedelta(0))
    stage.composition.__dict__["audit_buffer"] = buffer
    await denied(stage, await stage.member(Role.VIEWER))
    async with asyncio.timeout(30):
        while not await stage.documents("auditEntries"):
            await asyncio.sleep(0)


async def test_closing_writes_what_is_left(stage: Stage) -> None:
    buffer = AuditBuffer(stage.composition, interval=timedelta(hours=1))
    stage.composition.__dict__["audit_buffer"] = buffer
    await denied(stage, await stage.member(Role.VIEWER))
    await buffer.close()
    assert len(await stage.documents("auditEntries")) == 1
