import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"cardId": await saved_card(stage, recruiter), "label": "production"}
    await stage.call("move_card_label", as_=recruiter, path=path, body={"version": 1})
    return Arranged(as_=recruiter, path=path)


async def test_a_label_is_removed_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("remove_card_label", call)).data["labels"] == {}
    again = await stage.arranged("remove_card_label", call)
    assert (again.status, again.error["code"]) == (404, "card_label_not_found")
