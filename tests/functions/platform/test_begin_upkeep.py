import pytest

from functions.platform import spread_upkeep as module
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def test_every_tenant_is_told_once_however_many_pages_they_fill(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    tenants = {await stage.tenant() for _ in range(5)}
    await stage.tick("begin_upkeep")
    told: list[str] = []
    for _ in range(4):
        for each in await stage.waiting():
            if each.type == "upkeep.tenants.page_due.v1":
                assert await stage.deliver("spread_upkeep", each) == 204
            elif each.type == "upkeep.tenant.due.v1":
                told.append(each.tenant_id)
    assert sorted(told) == sorted(tenants)
