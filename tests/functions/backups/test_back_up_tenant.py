import pytest

from shared.auth.roles import Role
from shared.domain.backups.policies import NOT_BACKED_UP
from shared.runtime.repositories import repositories
from tests.fixtures.backups import backed_up, documents_of_backup, owner_of_everything
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.OWNER))


async def test_every_collection_a_tenant_has_is_in_its_backup(stage: Stage) -> None:
    owner = await owner_of_everything(stage)
    found = await documents_of_backup(stage, owner.tenant_id, await backed_up(stage, owner))
    held = {path.partition("/")[0] for path in found}
    assert (set(repositories()) | {"newcomers", "memberEmails"}) - held == set(NOT_BACKED_UP) & set(repositories())


async def test_it_holds_nothing_of_another_tenant(stage: Stage) -> None:
    other = await stage.member(Role.OWNER)
    owner = await stage.member(Role.OWNER)
    found = await documents_of_backup(stage, owner.tenant_id, await backed_up(stage, owner))
    assert f"members/{owner.user_id}" in found
    assert f"members/{other.user_id}" not in found


async def test_an_administrator_backs_nothing_up(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    assert (await stage.call("back_up_tenant", as_=admin, body={})).status == 403
