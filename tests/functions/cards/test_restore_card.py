import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import draft_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await draft_card(stage, member)}
    await stage.call("archive_card", as_=member, path=path)
    return Arranged(as_=member, path=path)


async def test_an_archived_card_is_in_use_again(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("restore_card", call)).data["status"] == "active"
    again = await stage.arranged("restore_card", call)
    assert (again.status, again.error["code"]) == (409, "card_not_archived")
