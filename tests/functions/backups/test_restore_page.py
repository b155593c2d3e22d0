from itertools import count

import pytest

from functions.backups import restore_page as module
from functions.backups import write_backup_page
from shared.auth.roles import Role
from shared.data.store import Create, Delete
from shared.domain.backups.events import RestorePageDue
from shared.domain.backups.policies import NOT_BACKED_UP
from shared.engines.backups.moving import VERBATIM
from tests.fixtures.backups import backed_up, everything_of, manifest_of, odd_values, owner_of_everything, restored
from tests.fixtures.kills import Killed, MortalStore
from tests.fixtures.stage import Arranged, SignedIn, Stage, subscribers_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    backup_id = await backed_up(stage, owner)
    body = {"companyName": "Acme again", "subdomain": "acme-again"}
    operation = (await stage.call("restore_backup", as_=owner, path={"backupId": backup_id}, body=body)).data
    return Arranged(event=RestorePageDue(restore_id=operation["id"], phase="documents"), tenant_id=owner.tenant_id)


async def backup_of_everything(stage: Stage) -> tuple[SignedIn, str]:
    owner = await owner_of_everything(stage)
    return owner, await backed_up(stage, owner)


async def test_every_document_and_file_is_there_under_its_own_id(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_backup_page, "PART_BYTES", 8_000)
    monkeypatch.setattr(module, "COMPARED_DOCUMENTS", 30)
    owner, backup_id = await backup_of_everything(stage)
    done = await restored(stage, owner, backup_id)
    assert done["status"] == "succeeded", done["error"]
    fresh = done["result"]["tenantId"]
    backup = await stage.document(f"tenants/{owner.tenant_id}/backups/{backup_id}")
    assert backup is not None
    there = await everything_of(stage, fresh)
    kept = {path.replace(fresh, "{tenant}") for path in there}
    before = {
        path.replace(owner.tenant_id, "{tenant}")
        for path in await everything_of(stage, owner.tenant_id)
        if path.partition("/")[0] not in NOT_BACKED_UP
    }
    # What was written since, in the tenant that was backed up, is the log and the operations of doing so.
    assert {path.partition("/")[0] for path in before - kept} <= {"auditEntries", "operations"}
    assert there["newcomers/one"] == odd_values(stage, fresh)
    named = {path for path, data in there.items() if owner.tenant_id in repr(data)}
    assert {path.partition("/")[0] for path in named} <= VERBATIM
    for path, content in (("uploads/notes", b"Notes.\n"), ("answers/a/b", b"\x00\xff" * 10)):
        assert await stage.files.get(f"tenants/{fresh}/{path}", max_bytes=1_000) == content


async def test_its_owner_enters_it_suspended_and_resumes_it(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    done = await restored(stage, owner, await backed_up(stage, owner))
    fresh = done["result"]["tenantId"]
    mine = (await stage.call("list_my_tenants", as_=owner)).data["tenants"]
    assert {each["id"]: each["state"] for each in mine}[fresh] == "suspended"
    there = SignedIn(owner.token, fresh, owner.user_id)
    assert (await stage.call("resume_tenant", as_=there, path={"tenantId": fresh})).data["state"] == "active"
    shown = (await stage.call("get_tenant", as_=there, path={"tenantId": fresh})).data
    assert (shown["name"], shown["subdomain"]) == ("Acme again", "acme-again")


async def test_the_log_is_the_same_and_goes_on(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    await backed_up(stage, owner)
    assert await stage.tick("sequence_audit_entries") == 204
    done = await restored(stage, owner, await backed_up(stage, owner))
    fresh = done["result"]["tenantId"]
    head = await stage.document(f"tenants/{fresh}/auditTree/log")
    assert head is not None
    assert head["size"] > 0
    there = SignedIn(owner.token, fresh, owner.user_id)
    await stage.call("resume_tenant", as_=there, path={"tenantId": fresh})
    assert await stage.tick("sequence_audit_entries") == 204
    grown = await stage.document(f"tenants/{fresh}/auditTree/log")
    assert grown is not None
    assert grown["size"] > head["size"]
    entries = await everything_of(stage, fresh)
    places = sorted(data["index"] for path, data in entries.items() if path.startswith("auditEntries/"))
    assert places == list(range(grown["size"]))


async def damage(stage: Stage, path: str) -> None:
    stored = await stage.files.stat(path)
    assert stored is not None
    content = await stage.files.get(path, max_bytes=stored.size)
    await stage.files.put(path, content[:-2] + b"X\n", stored.content_type)


@pytest.mark.parametrize("what", ["manifest", "documents", "files", "copy"])
async def test_what_is_damaged_is_refused_and_leaves_nothing(stage: Stage, what: str) -> None:
    owner, backup_id = await backup_of_everything(stage)
    manifest = await manifest_of(stage, owner.tenant_id, backup_id)
    area = f"tenants/{owner.tenant_id}/"
    paths = {
        "manifest": f"backups/{backup_id}/manifest.json",
        "copy": next(
            each.path.removeprefix(area)
            for each in (await stage.files.list(area)).files
            if f"backups/copies/{backup_id}/" in each.path
        ),
        **{each["kind"]: each["file"]["path"] for each in manifest["parts"]},
    }
    await damage(stage, area + paths[what])
    await assert_refused(stage, owner, backup_id)


async def assert_refused(stage: Stage, owner: SignedIn, backup_id: str) -> None:
    done = await restored(stage, owner, backup_id)
    assert (done["status"], done["error"]["code"]) == ("failed", "backup_damaged")
    [restore] = [each for each in await stage.documents("restores") if "subdomain" in each]
    assert restore["status"] == "failed"
    assert await everything_of(stage, restore["freshTenantId"]) == {}
    assert (await stage.files.list(f"tenants/{restore['freshTenantId']}/")).files == ()
    assert await stage.document("reservations/subdomain:acme-again") is None
    user = await stage.document(f"users/{owner.user_id}")
    assert user is not None
    assert user["tenantIds"] == [owner.tenant_id]


@pytest.mark.parametrize("stray", [True, False])
async def test_a_copy_that_is_not_what_was_backed_up_never_becomes_a_tenant(stage: Stage, stray: bool) -> None:
    owner, backup_id = await backup_of_everything(stage)
    body = {"companyName": "Acme again", "subdomain": "acme-again"}
    answer = await stage.call("restore_backup", as_=owner, path={"backupId": backup_id}, body=body)
    [restore] = [each for each in await stage.documents("restores") if "subdomain" in each]
    root = f"tenants/{restore['freshTenantId']}"
    while await stage.document(f"{root}/newcomers/one") is None:
        for envelope in await stage.waiting():
            for name in subscribers_of(envelope.type):
                await stage.deliver(name, envelope)
    await stage.store.commit([Create(f"{root}/strays/1", {"n": 1}) if stray else Delete(f"{root}/newcomers/one")])
    await stage.settle()
    done = (await stage.call("get_operation", as_=owner, path={"operationId": answer.data["id"]})).data
    assert done["status"] == "failed"
    assert await everything_of(stage, restore["freshTenantId"]) == {}


async def test_a_cancelled_restoration_is_taken_back(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, RestorePageDue)
    for envelope in await stage.waiting():
        for name in subscribers_of(envelope.type):
            await stage.deliver(name, envelope)
    [restore] = await stage.documents("restores")
    assert await everything_of(stage, restore["freshTenantId"])
    owner = await stage.member(Role.OWNER, tenant_id=call.tenant_id)
    path = {"operationId": call.event.restore_id}
    assert (await stage.call("cancel_operation", as_=owner, path=path)).status == 200
    await stage.settle()
    assert await everything_of(stage, restore["freshTenantId"]) == {}


@pytest.mark.thorough
@pytest.mark.parametrize("takes_effect", [False, True])
async def test_killed_at_any_commit_it_is_done_by_the_next_delivery(takes_effect: bool) -> None:
    for kill_at in count():
        stage = Stage()
        store = stage.store = stage.composition.__dict__["store"] = MortalStore()
        owner = await stage.member(Role.OWNER)
        backup_id = await backed_up(stage, owner)
        body = {"companyName": "Acme again", "subdomain": "acme-again"}
        answer = await stage.call("restore_backup", as_=owner, path={"backupId": backup_id}, body=body)
        store.commits_left, store.takes_effect = kill_at, takes_effect
        killed = await play(stage, store)
        done = (await stage.call("get_operation", as_=owner, path={"operationId": answer.data["id"]})).data
        assert done["status"] == "succeeded", f"killed at commit {kill_at}: {done['error']}"
        assert await stage.document(f"tenants/{done['result']['tenantId']}/members/{owner.user_id}") is not None
        if not killed:
            break
    assert kill_at > 12


async def play(stage: Stage, store: MortalStore) -> bool:
    """Deliver events until none is left; whoever is killed has acknowledged nothing. Return whether anybody was."""
    pending = await stage.waiting()
    while pending:
        envelope = pending.pop(0)
        for name in subscribers_of(envelope.type):
            store.at_work = True
            try:
                await stage.deliver(name, envelope)
            except Killed:
                store.dead, store.commits_left = False, None
                pending.append(envelope)
                stage.clock.advance(seconds=40)  # the lease of who was killed is over
            store.at_work = False
        pending += await stage.waiting()
    return store.commits_left is None
