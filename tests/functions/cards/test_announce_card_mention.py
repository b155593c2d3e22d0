import pytest

from shared.domain.cards.events import CardCommentMentioned
from tests.fixtures.card_comments import discussion
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    card = await discussion(stage)
    event = CardCommentMentioned(
        card_id=card.card_id, comment_id=await card.said(), member_ids=(card.author.user_id,)
    )  # fmt: skip
    return Arranged(as_=card.author, event=event, tenant_id=card.author.tenant_id)


async def test_the_mentioned_hear_who_and_where(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert call.as_ is not None
    await stage.deliver("announce_card_mention", stage.envelope(call.event, call.tenant_id))
    [told] = await stage.documents("notifications")
    assert (told["memberId"], told["values"]) == (call.as_.user_id, {"card": "Greeting", "author": "Somebody"})


async def test_a_member_who_left_in_between_hears_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert call.as_ is not None
    await stage.change(f"tenants/{call.tenant_id}/members/{call.as_.user_id}", isActive=False)
    await stage.deliver("announce_card_mention", stage.envelope(call.event, call.tenant_id))
    assert await stage.documents("notifications") == []
