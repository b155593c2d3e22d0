import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import draft_card, edit_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    return Arranged(as_=member, path={"cardId": await draft_card(stage, member)}, body={"note": "first"})


async def test_versions_are_numbered_and_keep_their_notes(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    first = (await stage.arranged("save_card_version", call)).data
    await edit_card(stage, call.as_, call.path["cardId"], name="Other")
    second = (await stage.arranged("save_card_version", call)).data
    assert [(each["number"], each["note"], each["content"]["name"]) for each in (first, second)] == [
        (1, "first", "Greeting"),
        (2, "first", "Other"),
    ]


async def test_the_same_draft_is_not_saved_twice(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("save_card_version", call)
    answer = await stage.arranged("save_card_version", call)
    assert (answer.status, answer.error["code"]) == (409, "card_unchanged")
    assert len(await stage.documents("cardVersions")) == 1
