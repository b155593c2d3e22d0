import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import draft_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    return Arranged(as_=member, path={"cardId": await draft_card(stage, member)})


async def test_a_card_is_put_away_once(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("archive_card", call)).data["status"] == "archived"
    again = await stage.arranged("archive_card", call)
    assert (again.status, again.error["code"]) == (409, "card_archived")
