import random

import pytest

from shared.domain.ab_tests.counting import added
from shared.domain.ab_tests.model import AbTest, outcome_counters
from shared.domain.ab_tests.results import AbTestResults
from tests.fixtures.ab_tests import Experiment, running
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    test = await running(stage)
    await test.expose("ann")
    await test.record("ann", "bought", 1)
    return Arranged(as_=test.recruiter, path=test.path)


async def count(stage: Stage, test: Experiment, **counters: int) -> None:
    """Have one counter document say what many units would have added."""
    await test.expose("ann")
    [shard] = [path for path in await stage.snapshot() if "/abCounters/" in path]
    await stage.change(shard, **counters)


async def test_effect_interval_and_numbers_are_always_shown(stage: Stage) -> None:
    test = await running(stage)
    nothing = (await test.results())["comparisons"]
    assert [(each["metric"], each["isPrimary"]) for each in nothing] == [("bought", True), ("stars", False)]
    assert [(each["effect"], each["low"], each["high"], each["n"]) for each in nothing] == [
        (None, -1, 1, 0),
        (None, -4, 4, 0),
    ]
    assert {each["pValue"] for each in nothing} == {1.0}


async def test_means_are_in_the_units_of_their_metric(stage: Stage) -> None:
    test = await running(stage)
    units = [f"unit-{number}" for number in range(20)]
    await test.expose(*units)
    expected: dict[str, list[float]] = {"control": [], "shorter": []}
    for number, unit in enumerate(units):
        stars = 1 + number % 5
        expected[(await test.record(unit, "stars", stars)).data["variant"]].append(stars)
    results = await test.results()
    for variant in results["variants"]:
        stars = expected[variant["name"]]
        assert variant["exposed"] == variant["metrics"][1]["n"] == len(stars)
        assert variant["metrics"][1]["mean"] == pytest.approx(sum(stars) / len(stars))
    found = results["comparisons"][1]
    means = {name: sum(stars) / len(stars) for name, stars in expected.items()}
    assert found["effect"] == pytest.approx(means["shorter"] - means["control"])
    assert found["low"] < found["effect"] < found["high"]


async def test_a_clear_difference_is_significant_after_holm_over_all_metrics(stage: Stage) -> None:
    test = await running(stage)
    million = 1_000_000
    await count(
        stage, test, v0exposed=1_000, v1exposed=1_000, v0m0n=1_000, v1m0n=1_000, v0m0steps=400 * million,
        v1m0steps=600 * million, v0m1n=1_000, v1m1n=1_000, v0m1steps=500 * million, v1m1steps=501 * million,
    )  # fmt: skip
    results = await test.results()
    bought, stars = results["comparisons"]
    assert (bought["isSignificant"], stars["isSignificant"]) == (True, False)
    assert bought["effect"] == pytest.approx(0.2)
    assert 0 < bought["low"] < 0.2 < bought["high"]
    assert results["sampleRatioMismatch"] is False


async def test_exposures_that_do_not_follow_the_weights_are_warned_of(stage: Stage) -> None:
    test = await running(stage)
    await count(stage, test, v0exposed=5_600, v1exposed=4_400)
    results = await test.results()
    assert results["sampleRatioMismatch"] is True
    assert [each["expected"] for each in results["variants"]] == [5_000, 5_000]


async def test_weights_of_three_variants_are_followed(stage: Stage) -> None:
    variants = [{"name": name, "version": 1, "weight": weight} for name, weight in (("a", 5), ("b", 3), ("c", 2))]
    test = await running(stage, variants=variants)
    for start in range(0, 500, 100):
        await test.expose(*(f"unit-{number}" for number in range(start, start + 100)))
    results = await test.results()
    assert sum(each["exposed"] for each in results["variants"]) == 500
    assert results["sampleRatioMismatch"] is False
    assert len(results["comparisons"]) == 4


@pytest.mark.thorough
async def test_peeking_through_the_api_alarms_falsely_in_at_most_one_test_of_twenty() -> None:
    draw = random.Random(5)  # noqa: S311
    now = "2026-03-02T09:00:00Z"
    metrics = [{"name": f"m{number}", "kind": "binary"} for number in range(2)]
    variants = [{"name": name, "version": 1} for name in ("a", "b")]
    plan = {"name": "A/A", "variants": variants, "metrics": metrics, "primary": "m0"}
    data = {"id": "t", "card_id": "c", "plan": plan, "created_by": "u", "created_at": now}
    test = AbTest.model_validate(data)
    alarms = 0
    for _ in range(60):
        counters: dict[str, int] = {}
        alarmed = False
        for _ in range(8):
            for _ in range(25):
                for variant in range(2):
                    for metric in range(2):
                        steps = 1_000_000 * (draw.random() < 0.3)
                        counters = added(counters, outcome_counters(variant, metric, steps))
            results = AbTestResults.of(test, counters)
            alarmed = alarmed or any(each.is_significant for each in results.comparisons)
        alarms += alarmed
    assert alarms / 60 <= 0.05
