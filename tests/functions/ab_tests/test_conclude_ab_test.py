from typing import Any

import pytest

from tests.fixtures.ab_tests import Experiment, running
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def stopped(stage: Stage) -> Experiment:
    test = await running(stage)
    await test.expose("ann")
    await test.do("stop_ab_test")
    return test


async def labels(test: Experiment) -> Any:
    card = await test.stage.call("get_card", as_=test.recruiter, path={"cardId": test.card_id})
    return card.data["labels"]


async def arrange(stage: Stage) -> Arranged:
    test = await stopped(stage)
    body = {"winner": "shorter", "move": {"label": "production", "expected": 0}}
    return Arranged(as_=test.recruiter, path=test.path, body=body)


async def test_no_label_moves_unless_it_is_named(stage: Stage) -> None:
    test = await stopped(stage)
    answer = await test.do("conclude_ab_test", winner="shorter")
    assert (answer.data["status"], answer.data["winner"]) == ("concluded", "shorter")
    assert await labels(test) == {}


async def test_a_named_label_moves_to_the_winner_which_everybody_is_shown(stage: Stage) -> None:
    test = await stopped(stage)
    await test.do("conclude_ab_test", winner="shorter", move={"label": "production", "expected": 0})
    assert await labels(test) == {"production": 2}
    shown = [(await test.assigned(f"unit-{number}")).data["variant"] for number in range(10)]
    assert set(shown) == {"shorter"}


async def test_a_label_that_has_moved_meanwhile_leaves_everything_as_it_was(stage: Stage) -> None:
    test = await stopped(stage)
    before = await stage.snapshot()
    answer = await test.do("conclude_ab_test", winner="shorter", move={"label": "production", "expected": 1})
    assert (answer.status, answer.error["code"]) == (409, "label_moved")
    assert await stage.snapshot() == before


async def test_after_the_end_no_outcome_counts(stage: Stage) -> None:
    test = await stopped(stage)
    await test.record("ann", "bought", 1)
    await test.do("conclude_ab_test", winner="control")
    late = await test.record("ann", "stars", 4)
    assert (late.status, late.error["code"]) == (409, "ab_test_closed")
    assert (await test.record("ann", "bought", 1)).status == 200


async def test_a_running_test_is_stopped_first_and_the_winner_is_one_of_its_variants(stage: Stage) -> None:
    test = await running(stage)
    early = await test.do("conclude_ab_test", winner="shorter")
    assert (early.status, early.error["code"]) == (409, "ab_test_not_stopped")
    await test.do("stop_ab_test")
    unknown = await test.do("conclude_ab_test", winner="longer")
    assert (unknown.status, unknown.error["code"]) == (404, "variant_not_found")
