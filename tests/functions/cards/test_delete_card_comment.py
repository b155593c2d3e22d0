import pytest

from shared.auth.roles import Role
from tests.fixtures.card_comments import discussion
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    card = await discussion(stage)
    return Arranged(as_=card.reader, path=card.at(await card.said()))


async def test_a_comment_that_nobody_answered_is_gone(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("delete_card_comment", call)).status == 204
    assert await stage.documents("cardComments") == []


async def test_an_answered_one_leaves_its_place_until_the_last_reply_goes(stage: Stage) -> None:
    card = await discussion(stage)
    thread = await card.said()
    reply = await card.said("Because.", threadId=thread)
    await card.do("delete_card_comment", thread)
    [left] = await card.listed()
    assert (left["text"], left["replies"]) == ("", 1)
    assert (await card.say("And?", threadId=thread)).error["code"] == "comment_deleted"
    await card.do("delete_card_comment", reply)
    assert await stage.documents("cardComments") == []


async def test_only_its_author_and_whoever_publishes_cards_delete_it(stage: Stage) -> None:
    card = await discussion(stage)
    comment = await card.said()
    assert (await card.do("delete_card_comment", comment, as_=card.author)).status == 404
    recruiter = await stage.member(Role.RECRUITER, tenant_id=card.author.tenant_id)
    assert (await card.do("delete_card_comment", comment, as_=recruiter)).status == 204


async def test_nobody_is_told_of_a_mention_that_is_gone(stage: Stage) -> None:
    card = await discussion(stage)
    comment = await card.said(mentions=[card.author.user_id])
    await card.do("delete_card_comment", comment)
    assert await card.told() == []
