import pytest

from shared.auth.roles import Role
from tests.fixtures.backups import backed_up, manifest_of
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner = await stage.member(Role.OWNER)
    await stage.call("back_up_tenant", as_=owner, body={})
    return Arranged(as_=owner)


async def test_a_backup_says_what_it_holds(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    id = await backed_up(stage, owner)
    manifest = await manifest_of(stage, owner.tenant_id, id)
    [shown] = (await stage.call("list_backups", as_=owner)).data
    counted = sum(each["documents"] for each in (*manifest["collections"].values(), *manifest["waiting"].values()))
    assert (shown["id"], shown["status"], shown["documents"]) == (id, "complete", counted)
    assert shown["size"] > 0


async def test_they_are_listed_by_how_far_they_have_come(stage: Stage) -> None:
    call = await arrange(stage)
    found = [
        (await stage.call("list_backups", as_=call.as_, query={"status": each})).data
        for each in ("writing", "complete")
    ]
    assert [len(each) for each in found] == [1, 0]
