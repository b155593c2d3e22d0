import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await saved_card(stage, member, "First", "Second"), "version": "1"}
    return Arranged(as_=member, path=path)


async def test_an_earlier_version_becomes_the_draft_and_then_a_version_of_its_own(stage: Stage) -> None:
    call = await arrange(stage)
    card = (await stage.arranged("restore_card_version", call)).data
    assert (card["content"]["name"], card["versions"], card["saved"]) == ("First", 2, False)
    saved = await stage.call("save_card_version", as_=call.as_, path={"cardId": call.path["cardId"]}, body={})
    assert (saved.data["number"], saved.data["content"]["name"]) == (3, "First")


async def test_the_latest_version_restored_has_nothing_new_to_save(stage: Stage) -> None:
    call = await arrange(stage)
    card = (await stage.call("restore_card_version", as_=call.as_, path={**call.path, "version": "latest"})).data
    assert (card["content"]["name"], card["saved"]) == ("Second", True)
