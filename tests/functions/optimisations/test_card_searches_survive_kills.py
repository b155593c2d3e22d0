"""A search with the process killed at some of its steps, before the step took effect and after."""

from typing import Any

import pytest

from shared.events.envelope import Envelope
from shared.runtime.declare import SubscriberDeclaration
from shared.runtime.entry_points import declaration
from shared.runtime.events import LEASE, Delivery
from tests.fixtures.kills import Killed, MortalStore
from tests.fixtures.optimisations import search_of, searched_suite, searching
from tests.fixtures.stage import Stage, subscribers_of
from tests.fixtures.suite_runs import GPT, model_says, with_key

pytestmark = pytest.mark.anyio

REWRITTEN = '["Please say {{text}} once more."]'


async def play(kill_at: int | None, *, takes_effect: bool = False) -> tuple[dict[str, Any], int]:
    """Search under a budget with one kill; return what it came to and how many commits it took."""
    stage = Stage()
    store = MortalStore()
    stage.store = stage.composition.__dict__["store"] = store
    played = await with_key(stage, await searched_suite(stage))
    model_says(stage, REWRITTEN, REWRITTEN)
    search_id = await searching(stage, played, rewriter=GPT, rewrites=1, budgetCents=1_000, maxTrials=80)
    commits = 0
    store.commits_left, store.takes_effect = kill_at, takes_effect
    pending: list[tuple[str, Envelope]] = []
    for _ in range(500):
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
        raise AssertionError("the search never ends")
    search = await search_of(stage, played, search_id)
    assert len(await stage.documents("optimisationTrials")) == search["trials"]
    [budget] = await stage.documents("suiteBudgets")
    assert budget["spentNanos"] == search["costNanos"]
    assert len(budget["reserved"]) <= 1
    counted = {name: search[name] for name in ("status", "trials", "errors", "candidates", "problems", "result")}
    return counted, commits


@pytest.mark.thorough
@pytest.mark.parametrize("takes_effect", [False, True], ids=["before", "after"])
async def test_a_kill_at_any_commit_changes_nothing_about_what_is_found(takes_effect: bool) -> None:
    undisturbed, commits = await play(None)
    assert (undisturbed["status"], undisturbed["result"]["isBetter"]) == ("completed", True)
    assert commits > 100
    for kill_at in [*range(20), *range(20, commits, 17)]:
        disturbed, _ = await play(kill_at, takes_effect=takes_effect)
        assert disturbed == undisturbed, f"killed at commit {kill_at}"
