import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import GREETING, draft_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    return Arranged(as_=member, path={"cardId": await draft_card(stage, member)})


async def test_a_card_is_returned_with_its_draft(stage: Stage) -> None:
    answer = await stage.arranged("get_card", await arrange(stage))
    assert answer.data["content"] == GREETING
    assert answer.headers["etag"]
