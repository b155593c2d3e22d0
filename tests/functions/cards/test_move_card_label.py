import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"cardId": await saved_card(stage, recruiter, "First", "Second"), "label": "production"}
    return Arranged(as_=recruiter, path=path, body={"version": 1})


async def test_a_label_moves_between_versions(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("move_card_label", call)).data["labels"] == {"production": 1}
    moved = await stage.call("move_card_label", as_=call.as_, path=call.path, body={"version": 2, "expected": 1})
    assert moved.data["labels"] == {"production": 2}


async def test_of_two_moves_from_the_same_version_the_later_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    bodies = [{"version": 1, "expected": 0}, {"version": 2, "expected": 0}]
    answers = await asyncio.gather(
        *(stage.call("move_card_label", as_=call.as_, path=call.path, body=body) for body in bodies)
    )
    assert sorted(answer.status for answer in answers) == [200, 409]
    assert {answer.error["code"] for answer in answers if answer.status == 409} == {"label_moved"}


async def test_moves_of_several_labels_at_once_are_all_kept(stage: Stage) -> None:
    call = await arrange(stage)
    labels = ("production", "staging", "canary")
    await asyncio.gather(
        *(
            stage.call("move_card_label", as_=call.as_, path={**call.path, "label": label}, body={"version": 2})
            for label in labels
        )
    )
    card = await stage.call("get_card", as_=call.as_, path={"cardId": call.path["cardId"]})
    assert card.data["labels"] == dict.fromkeys(labels, 2)


@pytest.mark.parametrize(
    ("label", "version", "status", "code"),
    [
        ("production", 3, 404, "card_version_not_found"),
        ("latest", 1, 409, "label_reserved"),
        ("draft", 1, 409, "label_reserved"),
        ("7", 1, 400, "invalid_input"),
    ],
)
async def test_a_label_that_can_not_be_put_is_refused(
    stage: Stage, label: str, version: int, status: int, code: str
) -> None:
    call = await arrange(stage)
    path = {**call.path, "label": label}
    answer = await stage.call("move_card_label", as_=call.as_, path=path, body={"version": version})
    assert (answer.status, answer.error["code"]) == (status, code)


async def test_a_card_has_twenty_labels_at_most(stage: Stage) -> None:
    call = await arrange(stage)
    answers = [
        await stage.call("move_card_label", as_=call.as_, path={**call.path, "label": f"l{n}"}, body={"version": 1})
        for n in range(21)
    ]
    assert [answer.status for answer in answers] == [200] * 20 + [409]


async def test_a_member_may_not(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    member = await stage.member(Role.MEMBER, tenant_id=call.as_.tenant_id)
    assert (await stage.call("move_card_label", as_=member, path=call.path, body=call.body)).status == 403
