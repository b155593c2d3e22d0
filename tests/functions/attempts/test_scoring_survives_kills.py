"""Scoring with the process killed at each of its steps in turn, before the step took effect and after."""

from typing import Any

import pytest

from shared.events.envelope import Envelope
from shared.runtime.declare import SubscriberDeclaration
from shared.runtime.entry_points import declaration
from shared.runtime.events import LEASE, Delivery
from tests.fixtures.attempts import attempt_of_kinds, finish, respond, save
from tests.fixtures.examples import OTHER_KINDS
from tests.fixtures.kills import Killed, MortalStore
from tests.fixtures.stage import Stage, subscribers_of

pytestmark = pytest.mark.anyio

PLACES = ("coding", "multiple_choice", "coding")


async def play(kill_at: int | None, *, takes_effect: bool = False) -> tuple[dict[str, Any], int]:
    """Score an attempt with one kill; return the result as the team sees it, and how many commits scoring took."""
    stage = Stage()
    store = MortalStore()
    stage.store = stage.composition.__dict__["store"] = store
    sitting = await attempt_of_kinds(stage, *PLACES)
    await save(stage, sitting, 0)
    await respond(stage, sitting, 1, {"kind": "multiple_choice", "chosen": ["a"]})
    await save(stage, sitting, 2, source="print(0)")
    await finish(stage, sitting)
    commits = 0
    store.commits_left, store.takes_effect = kill_at, takes_effect
    pending: list[tuple[str, Envelope]] = []
    for _ in range(100):
        pending += [(name, each) for each in await stage.waiting() for name in subscribers_of(each.type)]
        if not pending:
            break
        name, envelope = pending.pop(0)
        store.at_work = True
        before = store.commits
        try:
            await Delivery(_declared(name), stage.composition, envelope).handle()
        except Killed:
            store.dead, store.commits_left = False, None
            stage.clock.advance(seconds=LEASE.total_seconds() + 1)
            pending.append((name, envelope))  # nobody acknowledged it
        store.at_work = False
        commits += store.commits - before
    else:
        raise AssertionError("scoring never ends")
    answer = await stage.call("get_attempt_results", as_=sitting.recruiter, path=sitting.path)
    assert answer.status == 200, answer.body
    assert len(await stage.documents("attemptResults")) == 1
    assert len(stage.mailer.sent) <= 3
    return answer.data, commits


def _declared(name: str) -> SubscriberDeclaration:
    declared = declaration(name)
    assert isinstance(declared, SubscriberDeclaration)
    return declared


def outcome(result: dict[str, Any]) -> list[tuple[str, str | None, bool]]:
    return [(each["points"], each["verdict"], each["needsReview"]) for each in result["questions"]]


@pytest.mark.thorough
@pytest.mark.parametrize("takes_effect", [False, True], ids=["before", "after"])
async def test_a_kill_at_any_commit_changes_nothing_about_the_result(takes_effect: bool) -> None:
    undisturbed, commits = await play(None)
    assert outcome(undisturbed)[1] == ("5.00", None, False)
    assert OTHER_KINDS["multiple_choice"]["several"]
    assert commits > 10
    for kill_at in range(commits):
        disturbed, _ = await play(kill_at, takes_effect=takes_effect)
        assert outcome(disturbed) == outcome(undisturbed), f"killed at commit {kill_at}"
        assert disturbed["points"] == undisturbed["points"]
