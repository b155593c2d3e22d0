import pytest

from tests.fixtures.card_comments import discussion
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    card = await discussion(stage)
    return Arranged(as_=card.author, path=card.at(await card.said()))


async def test_a_settled_thread_says_by_whom_and_is_listed_apart(stage: Stage) -> None:
    card = await discussion(stage)
    settled, open_one = await card.said("Settled?"), await card.said("Open?")
    answer = await card.do("resolve_card_comment", settled, as_=card.author)
    assert answer.data["resolvedBy"] == card.author.user_id
    assert [each["id"] for each in await card.listed(resolved="true")] == [settled]
    assert [each["id"] for each in await card.listed(resolved="false")] == [open_one]


async def test_it_is_settled_once(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("resolve_card_comment", call)
    answer = await stage.arranged("resolve_card_comment", call)
    assert (answer.status, answer.error["code"]) == (409, "thread_resolved")


async def test_a_reply_is_no_thread(stage: Stage) -> None:
    card = await discussion(stage)
    reply = await card.said(threadId=await card.said())
    assert (await card.do("resolve_card_comment", reply)).error["code"] == "not_a_thread"
