import pytest

from shared.auth.roles import Role
from tests.fixtures.kills import Killed, MortalStore
from tests.fixtures.migrations import change_the_schema, old_questions, spoil
from tests.fixtures.stage import Arranged, SignedIn, Stage, subscribers_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN))


async def migrate(stage: Stage, admin: SignedIn) -> dict[str, object]:
    """Migrate to the end; return the operation as it then is."""
    operation_id = (await stage.call("migrate_documents", as_=admin, body={})).data["id"]
    await stage.settle()
    return await operation(stage, admin, operation_id)


async def operation(stage: Stage, admin: SignedIn, operation_id: str) -> dict[str, object]:
    return (await stage.call("get_operation", as_=admin, path={"operationId": operation_id})).data


async def authors(stage: Stage) -> set[tuple[int, bool]]:
    found = await stage.documents("questions")
    return {(each["schemaVersion"], each["createdBy"].startswith("user:")) for each in found}


async def test_where_every_document_is_up_to_date_there_is_nothing_to_do(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    await old_questions(stage, admin, 1)
    done = await migrate(stage, admin)
    assert (done["status"], done["result"]) == ("succeeded", {"rewritten": 0})
    assert await authors(stage) == {(1, False)}


async def test_every_older_document_is_rewritten_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = await stage.member(Role.ADMIN)
    await old_questions(stage, admin, 120)
    other = await stage.member(Role.ADMIN)
    [elsewhere] = await old_questions(stage, other, 1)
    change_the_schema(monkeypatch)
    done = await migrate(stage, admin)
    assert (done["status"], done["result"]) == ("succeeded", {"rewritten": 120})
    assert done["progress"] == {"done": 120, "total": 120}
    untouched = await stage.document(f"tenants/{other.tenant_id}/questions/{elsewhere}")
    assert untouched is not None
    assert untouched["schemaVersion"] == 1
    assert (await migrate(stage, admin))["result"] == {"rewritten": 0}


async def test_a_document_that_somebody_writes_meanwhile_keeps_what_they_wrote(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = await stage.member(Role.ADMIN)
    ids = await old_questions(stage, admin, 3)
    change_the_schema(monkeypatch)
    query = stage.store.query
    interrupted = False

    async def queried(*args: object):
        nonlocal interrupted
        found = await query(*args)  # type: ignore[arg-type]
        if not interrupted and any("/questions/" in document.path for document in found):
            interrupted = True
            await stage.change(f"tenants/{admin.tenant_id}/questions/{ids[1]}", refusals=["meanwhile"])
        return found

    monkeypatch.setattr(stage.store, "query", queried)
    done = await migrate(stage, admin)
    assert interrupted
    assert done["result"] == {"rewritten": 3}
    changed = await stage.document(f"tenants/{admin.tenant_id}/questions/{ids[1]}")
    assert changed is not None
    assert (changed["refusals"], changed["schemaVersion"]) == (["meanwhile"], 2)


async def test_what_cant_be_read_is_left_named_and_tried_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = await stage.member(Role.ADMIN)
    ids = await old_questions(stage, admin, 60)
    before = await stage.document(f"tenants/{admin.tenant_id}/questions/{ids[0]}")
    assert before is not None
    await spoil(stage, admin, ids[0])
    change_the_schema(monkeypatch)
    done = await migrate(stage, admin)
    assert (done["status"], done["error"]["code"]) == ("failed", "documents_not_migrated")  # type: ignore[index]
    assert [line["text"] for line in done["log"]] == [f"questions/{ids[0]}: ValidationError"]  # type: ignore[attr-defined]
    assert sum(each["schemaVersion"] == 2 for each in await stage.documents("questions")) == 59
    await stage.change(f"tenants/{admin.tenant_id}/questions/{ids[0]}", content=before["content"])
    await stage.call("retry_operation", as_=admin, path={"operationId": str(done["id"])})
    await stage.settle()
    again = await operation(stage, admin, str(done["id"]))
    assert (again["status"], again["result"]) == ("succeeded", {"rewritten": 1})
    assert await authors(stage) == {(2, True)}


async def test_a_cancelled_migration_stops_at_the_next_page(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = await stage.member(Role.ADMIN)
    await old_questions(stage, admin, 60)
    change_the_schema(monkeypatch)
    operation_id = (await stage.call("migrate_documents", as_=admin, body={})).data["id"]
    [first] = await stage.waiting()
    await stage.deliver("migrate_documents_page", first)
    await stage.call("cancel_operation", as_=admin, path={"operationId": operation_id})
    await stage.settle()
    assert sum(each["schemaVersion"] == 2 for each in await stage.documents("questions")) == 50
    assert (await operation(stage, admin, operation_id))["status"] == "cancelled"


@pytest.mark.thorough
@pytest.mark.parametrize("takes_effect", [False, True], ids=["before", "after"])
async def test_a_kill_at_any_commit_rewrites_every_document_once(
    takes_effect: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages: list[Stage] = []
    for _ in range(7):  # four pages, the last of them empty, and three events published
        stage = Stage()
        stage.store = stage.composition.__dict__["store"] = MortalStore()
        stages.append(stage)
    admins = [await stage.member(Role.ADMIN) for stage in stages]
    for stage, admin in zip(stages, admins, strict=True):
        await old_questions(stage, admin, 110)
    change_the_schema(monkeypatch)
    for kill_at, (stage, admin) in enumerate(zip(stages, admins, strict=True)):
        store = stage.store
        assert isinstance(store, MortalStore)
        operation_id = (await stage.call("migrate_documents", as_=admin, body={})).data["id"]
        store.commits_left, store.takes_effect = kill_at, takes_effect
        await play(stage, store)
        done = await operation(stage, admin, operation_id)
        assert (done["status"], done["result"]) == ("succeeded", {"rewritten": 110}), f"killed at commit {kill_at}"
        assert await authors(stage) == {(2, True)}


async def play(stage: Stage, store: MortalStore) -> None:
    """Deliver events until none is left; whoever is killed has acknowledged nothing."""
    killed = 0
    pending = await stage.waiting()
    while pending:
        envelope = pending.pop(0)
        for name in subscribers_of(envelope.type):
            store.at_work = True
            try:
                await stage.deliver(name, envelope)
            except Killed:
                killed += 1
                store.dead, store.commits_left = False, None
                pending.append(envelope)
                stage.clock.advance(seconds=11)  # the sweep finds what was committed and not published
            store.at_work = False
        pending += await stage.waiting()
    assert killed == 1
