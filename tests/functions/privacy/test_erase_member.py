import io
import json

import pytest

from shared.auth.roles import Role
from shared.domain.audit.events import ErasureRequested
from shared.domain.audit.verification import verify
from shared.engines.merkle.checkpoints import opened
from tests.fixtures.audit import checked_log, exported
from tests.fixtures.inbound import JOINED, STRANGE, a_source, sends
from tests.fixtures.notifications import notified, prefer
from tests.fixtures.people import accept, invite, sign_up, signed_in
from tests.fixtures.privacy import erased_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    viewer = await stage.member(Role.VIEWER, tenant_id=admin.tenant_id)
    return Arranged(as_=admin, path={"memberId": viewer.user_id})


async def test_name_and_address_are_nowhere_in_the_tenant_any_more(stage: Stage) -> None:
    owner = await sign_up(stage)
    rita = signed_in((await accept(stage, await invite(stage, owner, "rita@example.com"))).data)
    await stage.settle()
    await notified(stage, rita, 2)
    await prefer(stage, rita, "attempt_scored", "daily")
    assert (await stage.call("erase_member", as_=owner, path={"memberId": rita.user_id})).status == 202
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    everything = await stage.snapshot()
    ours = {path: data for path, data in everything.items() if path.startswith(f"tenants/{owner.tenant_id}/")}
    assert "rita@" not in str(ours).lower()
    for collection in ("notifications", "notificationPreferences", "memberInvitations", "members"):
        assert [each for each in await stage.documents(collection) if rita.user_id in str(each)] == []


async def test_who_is_erased_is_signed_out_and_their_keys_hold_no_more(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    other = await stage.member(Role.ADMIN, tenant_id=admin.tenant_id)
    body = {"name": "Build server", "scopes": ["questions:read"]}
    assert (await stage.call("create_api_key", as_=admin, body=body)).status == 201
    [kept] = [each["id"] for each in await stage.documents("apiKeys")]
    await stage.call("create_api_key", as_=other, body=body)
    await stage.call("erase_member", as_=admin, path={"memberId": other.user_id})
    await stage.settle()
    in_force = [each["id"] for each in await stage.documents("apiKeys") if each["revokedAt"] is None]
    assert in_force == [kept]
    stage.clock.advance(seconds=31)
    assert (await stage.call("list_questions", as_=other)).status == 401


async def test_what_they_made_stays_under_an_id_that_leads_to_nobody(stage: Stage) -> None:
    admin, recruiter, _ = await erased_member(stage)
    await stage.settle()
    [question] = (await stage.call("list_questions", as_=admin)).data
    stored = await stage.document(f"tenants/{admin.tenant_id}/questions/{question['id']}")
    assert stored is not None
    assert stored["createdBy"] == recruiter.user_id


async def test_no_entry_tells_who_it_was_and_every_proof_holds(stage: Stage) -> None:
    admin, recruiter, erasure_id = await erased_member(stage)
    await stage.tick("sequence_audit_entries")
    before = await checked_log(stage, admin.tenant_id)
    key = (await stage.call("get_audit_checkpoint", as_=admin)).data["verifierKey"]
    await stage.settle()
    assert await checked_log(stage, admin.tenant_id) == before
    entries = {each["action"]: each for each in await stage.documents("auditEntries")}
    assert f"user:{recruiter.user_id}" not in str(entries)
    made = entries["create_question"]
    assert (made["actor"], made["address"], made["salts"]["who"]) == ("erased", None, None)
    assert made["changes"] != []
    assert (entries["erase_member"]["actor"], entries["erase_member"]["changes"]) == (f"user:{admin.user_id}", [])
    found = verify(io.BytesIO((await exported(stage, admin)).content), key)
    assert (found.problems, found.erased) == ([], 2)
    operation = (await stage.call("get_operation", as_=admin, path={"operationId": erasure_id})).data
    title, facts = opened(operation["result"]["receipt"], key).splitlines()
    assert (title, json.loads(facts)["memberId"]) == ("ella erasure receipt", recruiter.user_id)
    assert json.loads(facts)["auditEntries"] == 2


async def test_the_last_owner_is_refused(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    answer = await stage.call("erase_member", as_=owner, path={"memberId": owner.user_id})
    assert (answer.status, answer.error["code"]) == (409, "last_owner")


async def test_an_admin_erases_no_owner(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    await stage.member(Role.OWNER, tenant_id=owner.tenant_id)
    admin = await stage.member(Role.ADMIN, tenant_id=owner.tenant_id)
    answer = await stage.call("erase_member", as_=admin, path={"memberId": owner.user_id})
    assert (answer.status, answer.error["code"]) == (403, "owner_protected")


async def test_what_other_systems_told_of_a_member_goes_too(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    source = await a_source(stage, admin=admin)
    viewer = await stage.member(Role.VIEWER, tenant_id=admin.tenant_id)
    address = (await stage.call("get_profile", as_=viewer)).data["email"]
    about = {**STRANGE, "id": f"of {address}", "data": {"users": [{"mail": address.upper()}]}}
    for message in (JOINED, {**JOINED, "id": "evt-7", "data": {"email": address}}, about):
        assert (await sends(stage, source, message)).status == 202
    await stage.settle()
    assert (await stage.call("erase_member", as_=admin, path={"memberId": viewer.user_id})).status == 202
    await stage.tick("sequence_audit_entries")
    await stage.settle()
    events = await stage.documents("inboundEvents")
    assert sorted((each["eventId"], bool(each["body"])) for each in events) == [
        ("erased", False),
        ("evt-2", True),
        ("evt-7", False),
    ]
    assert [each["person"] for each in await stage.documents("erasures")] == [None]


async def test_a_message_that_was_still_to_be_handled_invites_nobody_any_more(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    source = await a_source(stage, admin=admin)
    viewer = await stage.member(Role.VIEWER, tenant_id=admin.tenant_id)
    address = (await stage.call("get_profile", as_=viewer)).data["email"]
    assert (await stage.call("erase_member", as_=admin, path={"memberId": viewer.user_id})).status == 202
    await stage.tick("sequence_audit_entries")
    await sends(stage, source, {**JOINED, "data": {"email": address}})
    [erasure] = await stage.documents("erasures")
    envelope = stage.envelope(ErasureRequested(erasure_id=erasure["id"]), admin.tenant_id)
    assert await stage.deliver("erase_personal_data", envelope) == 204
    await stage.settle()
    [event] = await stage.documents("inboundEvents")
    assert (event["body"], event["status"], event["problem"]) == ("", "refused", "erased")
    assert await stage.documents("memberInvitations") == []
