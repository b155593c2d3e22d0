from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.ab_tests import PLAN
from tests.fixtures.cards import saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    author = await stage.member(Role.MEMBER)
    path = {"cardId": await saved_card(stage, author, "First", "Second")}
    return Arranged(as_=author, path=path, body={"plan": PLAN})


async def test_a_plan_becomes_a_draft(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("create_ab_test", call)
    assert (answer.status, answer.data["status"], answer.data["winner"]) == (201, "draft", None)
    assert answer.data["plan"]["metrics"][1] == {"name": "stars", "kind": "mean", "low": 1, "high": 5}


def plan(**changes: Any) -> dict[str, Any]:
    return PLAN | changes


CONTROL, OTHER = PLAN["variants"]


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        (plan(variants=[CONTROL]), 400, "invalid_input"),
        (plan(variants=[CONTROL, CONTROL]), 400, "invalid_input"),
        (plan(variants=[CONTROL, OTHER | {"weight": 0}]), 400, "invalid_input"),
        (plan(primary="profit"), 400, "invalid_input"),
        (plan(metrics=[{"name": "bought", "kind": "binary", "high": 7}]), 400, "invalid_input"),
        (plan(metrics=[{"name": "bought", "kind": "mean", "low": 2, "high": 2}]), 400, "invalid_input"),
        (plan(variants=[CONTROL, OTHER | {"version": 3}]), 404, "card_version_not_found"),
    ],
)
async def test_a_plan_that_could_tell_nothing_is_refused(
    stage: Stage, changed: dict[str, Any], status: int, code: str
) -> None:
    call = await arrange(stage)
    answer = await stage.call("create_ab_test", as_=call.as_, path=call.path, body={"plan": changed})
    assert (answer.status, answer.error["code"]) == (status, code)
    assert await stage.documents("abTests") == []


async def test_an_archived_card_is_not_tested(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_card", as_=call.as_, path=call.path, body={})
    answer = await stage.arranged("create_ab_test", call)
    assert (answer.status, answer.error["code"]) == (409, "card_archived")
