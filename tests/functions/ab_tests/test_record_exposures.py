import asyncio

import pytest

from tests.fixtures.ab_tests import running
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    test = await running(stage)
    return Arranged(as_=test.program, path=test.path, body={"unitIds": ["ann", "bob"]})


async def test_a_unit_counts_once_however_often_and_at_once_it_is_told(stage: Stage) -> None:
    test = await running(stage)
    answers = await asyncio.gather(*(test.expose("ann", "bob", "ann") for _ in range(5)))
    assert {(answer.status, answer.data["units"]) for answer in answers} == {(200, 2)}
    assert sum(answer.data["new"] for answer in answers) == 2
    assert sum(each["exposed"] for each in (await test.results())["variants"]) == 2


async def test_a_unit_counts_for_the_variant_it_was_assigned(stage: Stage) -> None:
    test = await running(stage)
    units = [f"unit-{number}" for number in range(30)]
    await test.expose(*units)
    assigned = [(await test.assigned(unit)).data["variant"] for unit in units]
    for variant in (await test.results())["variants"]:
        assert variant["exposed"] == assigned.count(variant["name"])


async def test_who_a_unit_is_is_not_kept(stage: Stage) -> None:
    test = await running(stage)
    await test.expose("ann@example.org")
    await test.record("ann@example.org", "bought", 1)
    assert "ann@example.org" not in str(await stage.snapshot())


async def test_many_exposures_at_once_are_spread_over_several_counters(stage: Stage) -> None:
    test = await running(stage)
    await asyncio.gather(*(test.expose(f"unit-{number}") for number in range(60)))
    shards = [path for path in await stage.snapshot() if "/abCounters/" in path]
    assert len(shards) >= 5
    assert sum(each["exposed"] for each in (await test.results())["variants"]) == 60


async def test_a_test_that_is_stopped_meanwhile_counts_everybody_or_nobody(stage: Stage) -> None:
    test = await running(stage)
    answers = await asyncio.gather(test.expose("ann"), test.do("stop_ab_test"), test.expose("bob"))
    exposed = [answer for answer in (answers[0], answers[2]) if answer.status == 200]
    assert sum(each["exposed"] for each in (await test.results())["variants"]) == len(exposed)


async def test_who_was_exposed_is_written_nowhere(stage: Stage) -> None:
    test = await running(stage)
    await test.expose("ann.example@example.com")
    assert len(await stage.documents("abUnits")) == 1
    assert "ann.example" not in str(await stage.snapshot())
