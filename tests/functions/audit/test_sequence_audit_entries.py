import asyncio
from collections.abc import Sequence

import pytest

from functions.audit import sequence_audit_entries as module
from shared.adapters.memory import MemoryStore
from shared.auth.roles import Role
from shared.data.store import AmbiguousCommit, Write
from shared.errors import DependencyUnavailable
from shared.runtime.entry_points import declaration
from shared.runtime.events import platform_context
from tests.fixtures.audit import checked_log, entries_in_order, log_of, more_entries, store_entries
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await log_of(stage, 1, sequenced=False)
    return Arranged()


async def test_entries_get_their_places_in_the_order_of_time(stage: Stage) -> None:
    admin = await log_of(stage, 3)
    assert (await checked_log(stage, admin.tenant_id)).size == 3
    times = [each["at"] for each in await entries_in_order(stage, admin.tenant_id)]
    assert times == sorted(times)


async def test_later_entries_are_appended_and_the_earlier_checkpoint_stays(stage: Stage) -> None:
    admin = await log_of(stage, 3)
    await more_entries(stage, admin, 2)
    await stage.tick("sequence_audit_entries")
    assert (await checked_log(stage, admin.tenant_id)).size == 5
    assert sorted(each["size"] for each in await stage.documents("auditCheckpoints")) == [3, 5]


async def test_nothing_new_signs_nothing(stage: Stage) -> None:
    await log_of(stage, 1)
    before = await stage.snapshot()
    await stage.tick("sequence_audit_entries")
    assert await stage.snapshot() == before


async def test_each_tenant_has_a_tree_of_its_own(stage: Stage) -> None:
    one, other = await log_of(stage, 2, sequenced=False), await log_of(stage, 3, sequenced=False)
    await stage.tick("sequence_audit_entries")
    assert (await checked_log(stage, one.tenant_id)).size == 2
    assert (await checked_log(stage, other.tenant_id)).size == 3


async def test_denied_access_is_sequenced_as_well(stage: Stage) -> None:
    admin = await log_of(stage, 1, sequenced=False)
    viewer = await stage.member(Role.VIEWER, tenant_id=admin.tenant_id)
    assert (await stage.call("list_members", as_=viewer)).status == 403
    await stage.audited("list_members")
    await stage.tick("sequence_audit_entries")
    assert (await checked_log(stage, admin.tenant_id)).size == 2


async def test_more_than_a_batch_is_worked_off(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    admin = await log_of(stage, 7)
    assert (await checked_log(stage, admin.tenant_id)).size == 7
    assert len(await stage.documents("auditCheckpoints")) == 4


async def test_a_log_of_more_than_a_tile_holds(stage: Stage) -> None:
    admin = await log_of(stage, 1, sequenced=False)
    await store_entries(stage, admin.tenant_id, 259)
    await stage.tick("sequence_audit_entries")
    assert (await checked_log(stage, admin.tenant_id)).size == 260
    assert {each["id"] for each in await stage.documents("auditTiles")} == {"0-0", "0-1", "1-0"}


async def test_two_at_once_sequence_nothing_twice(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 3)
    admin = await log_of(stage, 10, sequenced=False)
    statuses = await asyncio.gather(*(stage.tick("sequence_audit_entries") for _ in range(4)))
    assert statuses == [204] * 4
    await stage.tick("sequence_audit_entries")
    assert (await checked_log(stage, admin.tenant_id)).size == 10


@pytest.mark.parametrize("applied", [False, True])
async def test_an_answer_that_was_lost_sequences_nothing_twice(stage: Stage, applied: bool) -> None:
    admin = await log_of(stage, 3, sequenced=False)
    stage.store.fail_next_commit(AmbiguousCommit("lost"), applied=applied)
    await stage.tick("sequence_audit_entries")
    assert (await checked_log(stage, admin.tenant_id)).size == 3


class Killed(BaseException):
    """The process is no more; nothing can catch that."""


class MortalStore(MemoryStore):
    """A store whose process dies at a commit."""

    def __init__(self) -> None:
        super().__init__()
        self.commits_left: int | None = None
        self.takes_effect = False

    async def commit(self, writes: Sequence[Write]) -> dict[str, str]:
        if self.commits_left is not None:
            self.commits_left -= 1
            if self.commits_left < 0:
                self.commits_left = None
                if self.takes_effect:
                    await super().commit(writes)
                raise Killed
        return await super().commit(writes)


@pytest.mark.parametrize("takes_effect", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("kill_at", range(4))
async def test_a_kill_at_any_commit_is_made_up_for(
    kill_at: int, takes_effect: bool, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    store = stage.store = stage.composition.__dict__["store"] = MortalStore()
    admin = await log_of(stage, 7, sequenced=False)
    store.commits_left, store.takes_effect = kill_at, takes_effect
    with pytest.raises(Killed):
        await declaration("sequence_audit_entries").handler(platform_context("", stage.composition))
    assert await stage.tick("sequence_audit_entries") == 204
    assert (await checked_log(stage, admin.tenant_id)).size == 7


async def test_a_broken_log_stops_no_other(stage: Stage) -> None:
    broken, good = await log_of(stage, 2), await log_of(stage, 2)
    await stage.change(f"tenants/{broken.tenant_id}/auditTiles/0-0", hashes=b"")
    await more_entries(stage, broken, 1)
    await more_entries(stage, good, 1)
    assert await stage.tick("sequence_audit_entries") == 204
    assert (await checked_log(stage, good.tenant_id)).size == 3


async def test_a_store_that_is_down_loses_nothing(stage: Stage) -> None:
    admin = await log_of(stage, 2, sequenced=False)
    stage.store.fail_next_commit(DependencyUnavailable("down"))
    assert await stage.tick("sequence_audit_entries") == 204
    await stage.tick("sequence_audit_entries")
    assert (await checked_log(stage, admin.tenant_id)).size == 2
