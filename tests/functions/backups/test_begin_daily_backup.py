from datetime import timedelta

import pytest

from shared.domain.upkeep.events import TenantUpkeepDue
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio
DUE = TenantUpkeepDue(day="2026-03-02")


async def arrange(stage: Stage) -> Arranged:
    return Arranged(event=DUE, tenant_id=await stage.tenant())


async def test_a_days_backup_is_made_once_and_kept_for_90_days(stage: Stage) -> None:
    tenant_id = await stage.tenant()
    for _ in range(2):
        assert await stage.deliver("begin_daily_backup", stage.envelope(DUE, tenant_id)) == 204
    [backup] = await stage.documents("backups")
    assert backup["id"] == "daily-2026-03-02"
    assert backup["expiresAt"] - backup["createdAt"] == timedelta(days=90)


async def test_where_there_is_no_tenant_nothing_is_backed_up(stage: Stage) -> None:
    assert await stage.deliver("begin_daily_backup", stage.envelope(DUE, "gone")) == 204
    assert await stage.documents("backups") == []
