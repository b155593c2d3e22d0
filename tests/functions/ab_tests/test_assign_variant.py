import pytest

from tests.fixtures.ab_tests import planned, running
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    test = await running(stage)
    return Arranged(as_=test.program, path=test.path, query={"unitId": "ann"})


async def test_a_unit_always_gets_the_same_variant_and_nothing_is_written(stage: Stage) -> None:
    test = await running(stage)
    before = await stage.snapshot()
    first = [(await test.assigned(f"unit-{number}")).data["variant"] for number in range(40)]
    again = [(await test.assigned(f"unit-{number}")).data["variant"] for number in range(40)]
    assert first == again
    assert set(first) == {"control", "shorter"}
    assert await stage.snapshot() == before


async def test_another_test_assigns_independently(stage: Stage) -> None:
    one, other = await running(stage), await running(stage)
    pairs = {
        ((await one.assigned(unit)).data["variant"], (await other.assigned(unit)).data["variant"])
        for unit in (f"unit-{number}" for number in range(60))
    }
    assert len(pairs) == 4


async def test_a_draft_assigns_nobody(stage: Stage) -> None:
    test = await planned(stage)
    answer = await test.assigned("ann")
    assert (answer.status, answer.error["code"]) == (409, "ab_test_not_started")
