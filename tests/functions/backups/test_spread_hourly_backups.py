from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.backups import spread_hourly_backups as module
from shared.config import PlanName
from shared.domain.backups.events import HourlyBackupsDue
from shared.domain.upkeep.events import PARTITION
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio
DUE = HourlyBackupsDue(hour="2026-03-02T09")
NAME = "spread_hourly_backups"


async def arrange(stage: Stage) -> Arranged:
    await tenant(stage, "team")
    return Arranged(event=DUE, tenant_id=PARTITION)


async def tenant(stage: Stage, plan: str | None, **changes: object) -> str:
    tenant_id = await stage.tenant()
    await stage.change(f"tenants/{tenant_id}/tenant/{tenant_id}", plan=plan, **changes)
    return tenant_id


def configure(stage: Stage, **changes: Any) -> None:
    stage.composition.config = replace(stage.composition.config, **changes)


async def begun(stage: Stage, event: HourlyBackupsDue = DUE) -> list[tuple[str, str]]:
    """Return which tenants have which backups once it is due."""
    assert await stage.deliver(NAME, stage.envelope(event, PARTITION)) == 204
    return sorted((each["tenantId"], each["id"]) for each in await stage.documents("backups"))


async def test_tenants_that_pay_are_backed_up_for_the_hour_and_it_is_kept_for_30_days(stage: Stage) -> None:
    paying = [await tenant(stage, "team"), await tenant(stage, "business")]
    await tenant(stage, "free")
    assert await begun(stage) == sorted((each, "hourly-2026-03-02T09") for each in paying)
    for backup in await stage.documents("backups"):
        assert backup["expiresAt"] - backup["createdAt"] == timedelta(days=30)


async def test_a_tenant_without_a_plan_of_its_own_has_the_configured_one(stage: Stage) -> None:
    await tenant(stage, None)
    configure(stage, default_plan=PlanName.FREE)
    assert await begun(stage) == []
    configure(stage, default_plan=PlanName.BUSINESS)
    assert len(await begun(stage)) == 1


async def test_where_it_is_configured_everybody_is(stage: Stage) -> None:
    await tenant(stage, "free")
    configure(stage, hourly_backups=True)
    assert len(await begun(stage)) == 1


@pytest.mark.parametrize(("state", "backups"), [("suspended", 1), ("closing", 0), ("closed", 0)])
async def test_of_a_tenant_that_closes_nothing_new_is_kept(stage: Stage, state: str, backups: int) -> None:
    await tenant(stage, "team", state=state)
    assert len(await begun(stage)) == backups


async def test_while_the_hour_before_is_still_being_written_none_is_begun(stage: Stage) -> None:
    await tenant(stage, "team")
    assert len(await begun(stage)) == 1
    assert len(await begun(stage, HourlyBackupsDue(hour="2026-03-02T10"))) == 1
    assert len(await begun(stage, HourlyBackupsDue(hour="2026-03-02T11"))) == 2


async def test_more_tenants_than_a_page_are_all_backed_up(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    tenants = [await tenant(stage, "team") for _ in range(5)]
    await stage.deliver(NAME, stage.envelope(DUE, PARTITION))
    await stage.settle()
    assert {each["tenantId"] for each in await stage.documents("backups")} == set(tenants)
