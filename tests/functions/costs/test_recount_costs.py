import pytest

from shared.domain.upkeep.events import TenantUpkeepDue
from tests.fixtures.cost_days import counters, drifted
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, suite
from tests.fixtures.upkeep import upkeep

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    await completed(stage, played)
    await drifted(stage, played.author.tenant_id, "card", tries=7)
    return Arranged(event=TenantUpkeepDue(day="2026-03-03"), tenant_id=played.author.tenant_id)


async def tries(stage: Stage, tenant_id: str) -> int:
    found = (await counters(stage, tenant_id)).values()
    return sum(each.get("tries", 0) for each in found if each["kind"] == "card")


async def test_what_was_counted_right_is_left_alone(stage: Stage) -> None:
    played = await suite(stage)
    await completed(stage, played)
    before = await counters(stage, played.author.tenant_id)
    stage.clock.advance(days=1)
    await upkeep(stage)
    assert await counters(stage, played.author.tenant_id) == before


@pytest.mark.parametrize("days", [1, 2])
async def test_what_was_counted_wrong_on_one_of_the_days_before_is_right_again_in_every_tenant(
    stage: Stage, days: int, capsys: pytest.CaptureFixture[str]
) -> None:
    tenants = [await suite(stage) for _ in range(2)]
    for played in tenants:
        await completed(stage, played)
        await drifted(stage, played.author.tenant_id, "card", tries=50)
    stage.clock.advance(days=days)
    await upkeep(stage)
    assert [await tries(stage, played.author.tenant_id) for played in tenants] == [3, 3]
    assert capsys.readouterr().out.count("costs were counted wrong, and are right again") == 2


async def test_earlier_days_are_left_to_who_asks(stage: Stage) -> None:
    played = await suite(stage)
    await completed(stage, played)
    await drifted(stage, played.author.tenant_id, "card", tries=50)
    stage.clock.advance(days=3)
    await upkeep(stage)
    assert await tries(stage, played.author.tenant_id) > 40
