"""A run with the process killed at some of its steps, before the step took effect and after."""

from typing import Any

import pytest

from shared.events.envelope import Envelope
from shared.runtime.declare import SubscriberDeclaration
from shared.runtime.entry_points import declaration
from shared.runtime.events import LEASE, Delivery
from tests.fixtures.kills import Killed, MortalStore
from tests.fixtures.stage import Stage, subscribers_of
from tests.fixtures.suite_runs import GPT, cases_that, model_says, requested, run_of, suite, with_key

pytestmark = pytest.mark.anyio


async def play(kill_at: int | None, *, cases: int, takes_effect: bool = False) -> tuple[dict[str, Any], int]:
    """Run a suite under a budget with one kill; return the run and how many commits it took."""
    stage = Stage()
    store = MortalStore()
    stage.store = stage.composition.__dict__["store"] = store
    holds = cases_that(*[number % 4 > 0 for number in range(cases)])
    played = await with_key(stage, await suite(stage, *holds, provider=GPT))
    model_says(stage, *["case"] * (cases + 1))
    run_id = await requested(stage, played, budgetCents=1_000)
    commits = 0
    store.commits_left, store.takes_effect = kill_at, takes_effect
    pending: list[tuple[str, Envelope]] = []
    for _ in range(cases * 10 + 50):
        pending += [(name, each) for each in await stage.waiting() for name in subscribers_of(each.type)]
        if not pending:
            break
        name, envelope = pending.pop(0)
        declared = declaration(name)
        assert isinstance(declared, SubscriberDeclaration)
        store.at_work = True
        before = store.commits
        try:
            await Delivery(declared, stage.composition, envelope).handle()
        except Killed:
            store.dead, store.commits_left = False, None
            stage.clock.advance(seconds=LEASE.total_seconds() + 1)
            pending.append((name, envelope))  # nobody acknowledged it
        store.at_work = False
        commits += store.commits - before
    else:
        raise AssertionError("the run never ends")
    assert len(await stage.documents("suiteResults")) == cases
    [budget] = await stage.documents("suiteBudgets")
    run = await run_of(stage, played, run_id)
    assert budget["spentNanos"] == run["summary"]["costNanos"]
    assert len(budget["reserved"]) <= 1
    return run, commits


def counted(run: dict[str, Any]) -> tuple[Any, ...]:
    summary = run["summary"]
    return run["status"], *(summary[name] for name in ("results", "passed", "failed", "errors", "cases", "passRate"))


@pytest.mark.thorough
@pytest.mark.parametrize("takes_effect", [False, True], ids=["before", "after"])
async def test_a_kill_at_any_commit_changes_nothing_about_the_results(takes_effect: bool) -> None:
    undisturbed, commits = await play(None, cases=2)
    assert counted(undisturbed) == ("completed", 2, 1, 1, 0, 2, 0.5)
    assert commits > 10
    for kill_at in range(commits):
        disturbed, _ = await play(kill_at, cases=2, takes_effect=takes_effect)
        assert counted(disturbed) == counted(undisturbed), f"killed at commit {kill_at}"


@pytest.mark.thorough
async def test_a_run_of_200_cases_goes_on_after_a_kill_in_the_middle() -> None:
    run, commits = await play(600, cases=200)
    assert commits > 1_200
    assert counted(run) == ("completed", 200, 150, 50, 0, 200, 0.75)
