from collections.abc import Sequence
from typing import Any

import pytest

from shared.auth.roles import Role
from shared.data.store import Increment, StoreQuery
from shared.domain.plans.model import Quota
from shared.domain.upkeep.events import TenantUpkeepDue
from tests.fixtures.attempts import invited_candidate
from tests.fixtures.quotas import use
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.upkeep import upkeep
from tests.fixtures.uploads import announce, sent_upload

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(event=TenantUpkeepDue(day="2026-03-02"), tenant_id=await stage.tenant())


async def used(stage: Stage, tenant_id: str) -> dict[str, int]:
    owner = await stage.member(Role.OWNER, tenant_id=tenant_id)
    quotas = (await stage.call("get_usage", as_=owner)).data["quotas"]
    return {each["quota"]: each["used"] for each in quotas}


async def completed_upload(stage: Stage, member: SignedIn) -> int:
    upload = await sent_upload(stage, member)
    return (await stage.call("complete_upload", as_=member, path={"uploadId": upload})).data["size"]


async def test_what_was_counted_right_is_left_alone(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await completed_upload(stage, sitting.recruiter)
    before = await stage.documents("usage")
    await upkeep(stage)
    assert await stage.documents("usage") == before


@pytest.mark.parametrize("wrong_by", [-1_000, 1_000])
async def test_what_was_counted_wrong_is_right_again_in_every_tenant(stage: Stage, wrong_by: int) -> None:
    sittings = [await invited_candidate(stage) for _ in range(2)]
    sizes = [await completed_upload(stage, sitting.recruiter) for sitting in sittings]
    for sitting in sittings:
        for quota in (Quota.ASSESSMENTS, Quota.STORAGE_BYTES, Quota.EXECUTION_SECONDS):
            await use(stage, sitting.tenant_id, quota, wrong_by, shard=3)
    await upkeep(stage)
    for sitting, size in zip(sittings, sizes, strict=True):
        now = await used(stage, sitting.tenant_id)
        assert (now["assessments"], now["storage_bytes"]) == (1, size)
        assert now["execution_seconds"] == max(0, wrong_by)


async def test_files_beside_the_uploads_count_and_unfinished_uploads_do_not(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    await sent_upload(stage, recruiter)
    await announce(stage, recruiter)
    await stage.files.put(f"tenants/{recruiter.tenant_id}/testData/a", b"x" * 77, "text/plain")
    await upkeep(stage)
    assert (await used(stage, recruiter.tenant_id))["storage_bytes"] == 77


async def test_last_months_invitations_are_not_this_months(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    stage.clock.advance(days=30)
    await upkeep(stage)
    assert (await used(stage, sitting.tenant_id))["assessments"] == 0


async def test_whoever_counts_meanwhile_is_not_lost(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    await use(stage, sitting.tenant_id, Quota.ASSESSMENTS, 5)
    path = f"tenants/{sitting.tenant_id}/usage/2026-03-4"
    stage.composition.store = InvitesMeanwhile(stage.store, path)  # type: ignore[assignment]
    await upkeep(stage)
    assert (await used(stage, sitting.tenant_id))["assessments"] == 7


class InvitesMeanwhile:
    """A store in which an invitation is counted between the recount's reads and its write."""

    def __init__(self, store: Any, path: str) -> None:
        self._store = store
        self._path = path

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def count(self, query: StoreQuery) -> int:
        if query.collection.endswith("/invitations"):
            await self._store.commit([Increment(self._path, {"assessments": 1})])
        return await self._store.count(query)

    async def commit(self, writes: Sequence[Any]) -> dict[str, str]:
        return await self._store.commit(writes)


async def test_backups_are_not_counted(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    size = await completed_upload(stage, sitting.recruiter)
    await upkeep(stage)
    stage.clock.advance(days=1)
    await upkeep(stage)
    assert len(await stage.documents("backups")) == 2
    assert (await used(stage, sitting.tenant_id))["storage_bytes"] == size
