"""The rules of a unit of work, on the memory store."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

import pytest

from shared.adapters.memory import MemoryStore
from shared.data.store import AmbiguousCommit, Create, Document, StoreQuery, Update, WriteConflict
from shared.data.unit_of_work import MAX_TRIES, Reads, UnitOfWork, run_unit
from shared.errors import Aborted, DependencyUnavailable, InternalError, PayloadTooLarge
from shared.events.event import Event
from shared.ids import IdSequence

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class ThingMade(Event):
    type: ClassVar[str] = "demo.thing.made.v1"
    thing_id: str


class Scope:
    now = NOW
    traceparent = "trace"
    causation_id = "cause"


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def begin(store: MemoryStore) -> Callable[[], UnitOfWork]:
    return lambda: UnitOfWork(store, "T", Scope(), IdSequence(b"seed"))


@pytest.fixture
def work(begin: Callable[[], UnitOfWork]) -> UnitOfWork:
    return begin()


async def no_sleep(_: float) -> None:
    return


async def there(store: MemoryStore, path: str, **data: Any) -> str:
    return (await store.commit([Create(path, data)]))[path]


async def read(store: MemoryStore, path: str) -> Any:
    found = (await store.get_many([path])).get(path)
    return found.data if found else None


# -- where things lie


async def test_documents_lie_under_their_tenant_and_say_so(work: UnitOfWork, store: MemoryStore) -> None:
    work.create("things/a", {"n": 1, "tenantId": "another"})
    await work.commit()
    assert await read(store, "tenants/T/things/a") == {"n": 1, "tenantId": "T", "commitId": work.commit_id}


async def test_another_tenants_document_is_not_there(work: UnitOfWork, store: MemoryStore) -> None:
    await there(store, "tenants/other/things/a", n=1)
    assert await work.get("things/a") is None
    assert await work.query(StoreQuery("things")) == []
    assert await work.count(StoreQuery("things")) == 0


async def test_a_unit_without_tenant_reaches_no_tenants_documents(store: MemoryStore) -> None:
    work = UnitOfWork(store, None, Scope(), IdSequence(b"seed"))
    with pytest.raises(InternalError):
        await work.get("things/a")
    with pytest.raises(InternalError):
        work.create("things/a", {})
    work.enter_tenant("T")
    work.create("things/a", {})
    with pytest.raises(InternalError):
        work.enter_tenant("another")


async def test_global_documents_have_four_roots_and_no_tenant(work: UnitOfWork, store: MemoryStore) -> None:
    work.global_documents.create("users/u", {"tenantIds": ["T"]})
    for path in ("tenants/T/things/a", "things/a", "platformer/a"):
        with pytest.raises(InternalError):
            await work.global_documents.get(path)
        with pytest.raises(InternalError):
            work.global_documents.create(path, {})
    await work.commit()
    assert await read(store, "users/u") == {"tenantIds": ["T"], "commitId": work.commit_id}


# -- reading


async def test_a_document_is_read_once_in_a_unit(work: UnitOfWork, store: MemoryStore) -> None:
    version = await there(store, "tenants/T/things/a", n=1)
    first = await work.get("things/a")
    await store.commit([Update("tenants/T/things/a", {"n": 2}, version)])
    assert await work.get("things/a") is first
    assert await work.get_many(["things/a", "things/none", "things/a"]) == [first, None, first]
    assert await work.get("things/none") is None
    assert store.reads == 2


async def test_many_documents_come_in_one_read_in_the_given_order(work: UnitOfWork, store: MemoryStore) -> None:
    for name in "abc":
        await there(store, f"tenants/T/things/{name}", name=name)
    found = await work.get_many([f"things/{name}" for name in "cxab"])
    assert [document.data["name"] if document else None for document in found] == ["c", None, "a", "b"]
    assert store.reads == 1


async def test_what_a_query_found_may_be_written(work: UnitOfWork, store: MemoryStore) -> None:
    await there(store, "tenants/T/things/a", n=1)
    [found] = await work.query(StoreQuery("things"))
    work.update("things/a", {"n": found.data["n"] + 1})
    await work.commit()
    assert (await read(store, "tenants/T/things/a"))["n"] == 2
    assert store.reads == 2


async def test_a_query_does_not_renew_what_was_read_before(work: UnitOfWork, store: MemoryStore) -> None:
    version = await there(store, "tenants/T/things/a", n=1)
    first = await work.get("things/a")
    assert first is not None
    await store.commit([Update("tenants/T/things/a", {"n": 10}, version)])
    await work.query(StoreQuery("things"))
    work.update("things/a", {"n": first.data["n"] + 1})
    with pytest.raises(WriteConflict):
        await work.commit()


async def test_the_read_only_face_cannot_write(store: MemoryStore) -> None:
    reads = Reads(store, "T")
    assert not {"create", "update", "delete", "increment", "hold", "emit", "commit"} & set(dir(reads))
    assert not {"create", "update", "delete"} & set(dir(reads.global_documents))


# -- writing


async def test_nothing_is_written_before_the_commit_and_then_all_at_once(work: UnitOfWork, store: MemoryStore) -> None:
    await there(store, "tenants/T/things/a", n=1)
    await there(store, "tenants/T/things/b", n=1)
    await there(store, "tenants/T/things/c", n=1)
    await work.get_many(["things/a", "things/b", "things/c"])
    store.commits = 0
    work.update("things/a", {"n": 2})
    work.delete("things/b")
    work.hold("things/c")
    work.increment("counters/d", {"n": 1})
    work.create("things/e", {})
    work.emit(ThingMade(thing_id="e"))
    assert store.commits == 0
    await work.commit()
    assert store.commits == 1
    assert (await read(store, "tenants/T/things/a"))["n"] == 2
    assert await read(store, "tenants/T/things/b") is None
    assert await read(store, "tenants/T/things/c") == {"n": 1}
    assert await read(store, "tenants/T/counters/d") == {"n": 1, "tenantId": "T"}


async def test_a_unit_does_not_read_its_own_writes(work: UnitOfWork) -> None:
    work.create("things/a", {})
    assert await work.get("things/a") is None


async def test_what_was_not_read_cannot_be_written(work: UnitOfWork, store: MemoryStore) -> None:
    await there(store, "tenants/T/things/a", n=1)
    for write in (lambda: work.update("things/a", {}), lambda: work.delete("things/a")):
        with pytest.raises(InternalError, match="read before"):
            write()
    with pytest.raises(InternalError, match="read before"):
        work.hold("things/a")
    await work.get("things/none")
    with pytest.raises(InternalError, match="read before"):
        work.update("things/none", {})


async def test_a_document_is_written_once_in_a_unit(work: UnitOfWork, store: MemoryStore) -> None:
    await there(store, "tenants/T/things/a", n=1)
    await work.get("things/a")
    work.update("things/a", {"n": 2})
    with pytest.raises(InternalError, match="written twice"):
        work.delete("things/a")
    work.create("things/b", {})
    with pytest.raises(InternalError, match="written twice"):
        work.create("things/b", {})


async def test_holding_goes_with_writing_in_either_order(work: UnitOfWork, store: MemoryStore) -> None:
    await there(store, "tenants/T/things/a", n=1)
    await there(store, "tenants/T/things/b", n=1)
    await work.get_many(["things/a", "things/b"])
    work.hold("things/a")
    work.update("things/a", {"n": 2})
    work.update("things/b", {"n": 2})
    work.hold("things/b")
    await work.commit()
    assert (await read(store, "tenants/T/things/a"))["n"] == 2
    assert (await read(store, "tenants/T/things/b"))["n"] == 2


async def test_a_clean_unit_commits_nothing(work: UnitOfWork, store: MemoryStore) -> None:
    await work.get("things/a")
    await work.commit()
    assert (work.dirty, work.changed, store.commits) == (False, False, 0)


async def test_holds_are_committed_but_change_nothing(work: UnitOfWork, store: MemoryStore) -> None:
    await there(store, "tenants/T/things/a", n=1)
    await work.get("things/a")
    work.hold("things/a")
    assert (work.dirty, work.changed) == (True, False)


async def test_the_version_is_as_read_then_as_committed(work: UnitOfWork, store: MemoryStore) -> None:
    version = await there(store, "tenants/T/things/a", n=1)
    assert work.version("things/a") is None
    await work.get("things/a")
    assert work.version("things/a") == version
    work.update("things/a", {"n": 2})
    await work.commit()
    found = (await store.get_many(["tenants/T/things/a"]))["tenants/T/things/a"]
    assert work.version("things/a") == found.version != version


async def test_an_event_lies_beside_what_it_tells_of(work: UnitOfWork, store: MemoryStore) -> None:
    work.create("things/a", {})
    work.emit(ThingMade(thing_id="a"))
    work.emit(ThingMade(thing_id="later"), at=NOW + timedelta(days=1))
    await work.commit()
    found = await store.query(StoreQuery("tenants/T/outbox"))
    due = {document.data["events"][0]["data"]["thingId"]: document.data["dueAt"] for document in found}
    assert due["later"] == NOW + timedelta(days=1)
    assert due["a"] < NOW + timedelta(minutes=1)


async def test_an_event_for_another_partition_lies_in_its_outbox_by_the_same_commit(
    work: UnitOfWork, store: MemoryStore
) -> None:
    store.commits = 0
    work.emit(ThingMade(thing_id="ours"))
    work.emit(ThingMade(thing_id="theirs"), to="U")
    await work.commit()
    assert store.commits == 1
    for tenant_id, thing_id in (("T", "ours"), ("U", "theirs")):
        [document] = await store.query(StoreQuery(f"tenants/{tenant_id}/outbox"))
        [event] = document.data["events"]
        assert (document.data["tenantId"], event["tenantId"], event["data"]["thingId"]) == (
            tenant_id,
            tenant_id,
            thing_id,
        )


# -- races


async def test_a_lost_race_runs_again_with_what_is_there_now_and_the_same_ids(
    begin: Callable[[], UnitOfWork], store: MemoryStore
) -> None:
    version = await there(store, "tenants/T/things/a", n=1)
    made: list[tuple[str, str]] = []

    async def step(work: UnitOfWork) -> int:
        nonlocal version
        found = await work.get("things/a")
        assert found is not None
        made.append((work.commit_id, work.new_id()))
        if len(made) < 3:
            changed = {"n": found.data["n"] * 10}
            version = (await store.commit([Update(found.path, changed, found.version)]))[found.path]
        work.update("things/a", {"n": found.data["n"] + 1})
        return found.data["n"]

    result, work = await run_unit(begin, step, sleep=no_sleep)
    assert result == 100
    assert (await read(store, "tenants/T/things/a"))["n"] == 101
    assert made == [made[0]] * 3
    assert work.commit_id == made[0][0]


async def test_races_lost_for_good_are_told_after_growing_pauses(
    begin: Callable[[], UnitOfWork], store: MemoryStore
) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def step(work: UnitOfWork) -> None:
        store.fail_next_commit(WriteConflict)
        work.create("things/a", {})

    with pytest.raises(Aborted):
        await run_unit(begin, step, sleep=sleep)
    assert store.commits == MAX_TRIES
    assert len(pauses) == MAX_TRIES - 1
    assert all(0 <= pause <= min(1.0, 0.05 * 2**number) for number, pause in enumerate(pauses))


async def test_an_error_of_the_step_is_not_run_again_and_nothing_is_written(
    begin: Callable[[], UnitOfWork], store: MemoryStore
) -> None:
    async def step(work: UnitOfWork) -> None:
        work.create("things/a", {})
        raise LookupError

    with pytest.raises(LookupError):
        await run_unit(begin, step, sleep=no_sleep)
    assert store.commits == 0


async def test_what_no_document_can_hold_is_the_callers_fault(begin: Callable[[], UnitOfWork]) -> None:
    async def step(work: UnitOfWork) -> None:
        work.create("things/a", {"text": "x" * 2**20})

    with pytest.raises(PayloadTooLarge):
        await run_unit(begin, step, sleep=no_sleep)


# -- receipts


async def count_up(work: UnitOfWork) -> None:
    found: Document | None = await work.get("things/a")
    assert found is not None
    work.update("things/a", {"n": found.data["n"] + 1})


async def test_an_ambiguous_commit_that_happened_is_recognised_by_its_receipt(
    begin: Callable[[], UnitOfWork], store: MemoryStore
) -> None:
    await there(store, "tenants/T/things/a", n=1)
    store.fail_next_commit(AmbiguousCommit, applied=True)
    await run_unit(begin, count_up, sleep=no_sleep)
    assert (await read(store, "tenants/T/things/a"))["n"] == 2


async def test_an_ambiguous_commit_that_did_not_happen_is_run_again(
    begin: Callable[[], UnitOfWork], store: MemoryStore
) -> None:
    await there(store, "tenants/T/things/a", n=1)
    store.fail_next_commit(AmbiguousCommit, applied=False)
    await run_unit(begin, count_up, sleep=no_sleep)
    assert (await read(store, "tenants/T/things/a"))["n"] == 2


async def test_an_ambiguous_commit_that_arrives_late_is_recognised_at_the_conflict_it_causes(
    begin: Callable[[], UnitOfWork], store: MemoryStore
) -> None:
    late: list[Any] = []

    async def create(work: UnitOfWork) -> None:
        work.create("things/a", {"n": 1})
        late.append(Create("tenants/T/things/a", {"n": 1, "commitId": work.commit_id}))

    async def arrive(_: float) -> None:
        if len(late) == 1:
            await store.commit([late[0]])

    store.fail_next_commit(AmbiguousCommit)
    await run_unit(begin, create, sleep=arrive)


async def test_a_store_that_stays_away_is_a_dependency_that_is_down(
    begin: Callable[[], UnitOfWork], store: MemoryStore
) -> None:
    await there(store, "tenants/T/things/a", n=1)
    for _ in range(MAX_TRIES):
        store.fail_next_commit(AmbiguousCommit)
    with pytest.raises(DependencyUnavailable):
        await run_unit(begin, count_up, sleep=no_sleep)
    assert (await read(store, "tenants/T/things/a")) == {"n": 1}
