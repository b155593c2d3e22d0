"""A simulation with the process killed at some of its commits, before the commit took effect and after."""

from typing import Any

import pytest

from shared.engines.simulated_users import GOAL_REACHED
from shared.events.envelope import Envelope
from shared.runtime.declare import SubscriberDeclaration
from shared.runtime.entry_points import declaration
from shared.runtime.events import LEASE, Delivery
from tests.fixtures.kills import Killed, MortalStore
from tests.fixtures.simulations import MODEL, PLAYED, set_key, simulated_app, simulating
from tests.fixtures.stage import Stage, subscribers_of
from tests.fixtures.suite_runs import model_says

pytestmark = pytest.mark.anyio
USED = {"prompt_tokens": 300, "completion_tokens": 20, "total_tokens": 320}


async def play(kill_at: int | None, *, takes_effect: bool = False) -> tuple[dict[str, Any], int]:
    """Have a conversation under a budget with one kill; return what it came to and how many commits it took."""
    stage = Stage()
    store = MortalStore()
    stage.store = stage.composition.__dict__["store"] = store
    call = await simulated_app(stage, PLAYED)
    await set_key(stage, call)
    # A call whose answer a kill loses is made again, and the next answer comes in its place.
    model_says(stage, "I want my money back.", f"Thanks. {GOAL_REACHED}", f"Thanks. {GOAL_REACHED}", **USED)
    asserted = [{"type": "contains", "value": "User"}]
    await simulating(stage, call, simulator=MODEL, budgetCents=100, turnAssertions=[], assertions=asserted)
    commits = 0
    store.commits_left, store.takes_effect = kill_at, takes_effect
    pending: list[tuple[str, Envelope]] = []
    for _ in range(300):
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
        raise AssertionError("the simulation never ends")
    [simulation] = await stage.documents("simulations")
    [conversation] = await stage.documents("simulatedConversations")
    [budget] = await stage.documents("suiteBudgets")
    assert budget["spentNanos"] == simulation["costNanos"]
    assert len(budget["reserved"]) <= 1
    assert {str(queue["running"]) for queue in await stage.documents("providerQueues")} == {"{}"}
    assert len(stage.http_client.sent) <= 3
    came_to = {name: simulation[name] for name in ("status", "passed", "goalsReached")}
    return came_to | {"end": conversation["end"], "outcome": conversation["outcome"]}, commits


@pytest.mark.thorough
@pytest.mark.parametrize("takes_effect", [False, True], ids=["before", "after"])
async def test_a_kill_at_any_commit_costs_one_call_at_most_and_the_conversation_ends_as_it_would(
    takes_effect: bool,
) -> None:
    undisturbed, commits = await play(None)
    assert (undisturbed["status"], undisturbed["end"]) == ("completed", "goal_reached")
    for kill_at in range(commits):
        disturbed, _ = await play(kill_at, takes_effect=takes_effect)
        assert disturbed == undisturbed, f"killed at commit {kill_at}"
