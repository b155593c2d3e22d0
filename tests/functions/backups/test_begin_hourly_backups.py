import pytest

from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    await stage.tenant()
    return Arranged()


async def test_an_hour_has_one_backup_however_often_it_is_begun(stage: Stage) -> None:
    tenant_id = await stage.tenant()
    await stage.change(f"tenants/{tenant_id}/tenant/{tenant_id}", plan="team")
    for minutes, expected in ((0, 1), (10, 1), (60, 2)):
        stage.clock.advance(minutes=minutes)
        assert await stage.tick("begin_hourly_backups") == 204
        for _ in range(2):
            await stage.settle()
            stage.clock.advance(minutes=1)  # what is committed for a tenant is published by the sweep
        assert len(await stage.documents("backups")) == expected
    assert {each["status"] for each in await stage.documents("backups")} == {"complete"}
