import pytest

from shared.domain.ab_tests.events import AbUnitsExpired
from tests.fixtures.ab_tests import Experiment, running
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def concluded(stage: Stage, units: int) -> Experiment:
    test = await running(stage)
    for start in range(0, units, 100):
        await test.expose(*(f"unit-{number}" for number in range(start, min(start + 100, units))))
    assert (await test.do("stop_ab_test")).status == 200
    assert (await test.do("conclude_ab_test", winner="control")).status == 200
    await stage.settle()
    return test


async def arrange(stage: Stage) -> Arranged:
    test = await concluded(stage, 3)
    return Arranged(event=AbUnitsExpired(ab_test_id=test.id), tenant_id=test.recruiter.tenant_id)


@pytest.mark.thorough
async def test_units_go_three_months_after_the_conclusion_and_the_figures_stay(stage: Stage) -> None:
    test = await concluded(stage, 230)
    before = await test.results()
    stage.clock.advance(days=89)
    await stage.settle()
    assert len(await stage.documents("abUnits")) == 230
    stage.clock.advance(days=1)
    await stage.settle()
    assert await stage.documents("abUnits") == []
    recruiter = await stage.signed_in_again(test.recruiter)
    report = await stage.call("get_ab_test", as_=recruiter, path=test.path)
    assert report.data["results"] == before
    checked = await stage.call("reconcile_ab_test", as_=recruiter, path=test.path, body={})
    assert (checked.status, checked.error["code"]) == (409, "ab_units_gone")


async def test_a_test_that_goes_on_keeps_its_units(stage: Stage) -> None:
    test = await running(stage)
    await test.expose("ann")
    stage.clock.advance(days=400)
    await stage.settle()
    assert len(await stage.documents("abUnits")) == 1
