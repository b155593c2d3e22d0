import pytest

from tests.fixtures.card_comments import discussion
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    card = await discussion(stage)
    comment = await card.said()
    await card.do("resolve_card_comment", comment)
    return Arranged(as_=card.author, path=card.at(comment))


async def test_a_thread_is_open_again(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("reopen_card_comment", call)
    assert (answer.data["resolvedAt"], answer.data["resolvedBy"]) == (None, None)


async def test_an_open_one_stays_as_it_is(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("reopen_card_comment", call)
    answer = await stage.arranged("reopen_card_comment", call)
    assert (answer.status, answer.error["code"]) == (409, "thread_open")
