import pytest

from shared.auth.roles import Role
from shared.domain.cards.events import CardChanged
from tests.fixtures.cards import draft_card, edit_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    event = CardChanged(card_id=await draft_card(stage, member))
    return Arranged(as_=member, event=event, tenant_id=member.tenant_id)


async def test_events_in_the_wrong_order_leave_the_index_right(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    card_id = await draft_card(stage, member, name="Before")
    first = await stage.waiting()
    stage.clock.advance(seconds=1)
    await edit_card(stage, member, card_id, name="After")
    for envelope in (*await stage.waiting(), *first):
        assert await stage.deliver("index_card", envelope) == 204
    [entry] = await stage.documents("searchEntries")
    assert entry["texts"][0]["words"] == "after"
