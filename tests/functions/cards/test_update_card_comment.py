import pytest

from tests.fixtures.card_comments import discussion
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    card = await discussion(stage)
    path = card.at(await card.said())
    return Arranged(as_=card.reader, path=path, body={"text": "Why not?"})


async def test_the_words_change_and_that_is_told(stage: Stage) -> None:
    edited = (await stage.arranged("update_card_comment", await arrange(stage))).data
    assert edited["text"] == "Why not?"
    assert edited["editedAt"] is not None


async def test_nobody_changes_what_somebody_else_said(stage: Stage) -> None:
    card = await discussion(stage)
    comment = await card.said()
    answer = await card.do("update_card_comment", comment, as_=card.author, text="Splendid!")
    assert answer.status == 404
    assert (await card.listed())[0]["text"] == "Why?"


async def test_an_edit_tells_only_who_was_never_told(stage: Stage) -> None:
    card = await discussion(stage)
    author = card.author.user_id
    comment = await card.said(mentions=[author])
    await card.do("update_card_comment", comment, text="Why?", mentions=[])
    again = await card.do("update_card_comment", comment, text="Why?", mentions=[author])
    assert again.data["mentions"] == [author]
    assert [member_id for member_id, _ in await card.told()] == [author]


async def test_an_edit_that_mentions_somebody_new_tells_them(stage: Stage) -> None:
    card = await discussion(stage)
    comment = await card.said()
    await card.do("update_card_comment", comment, text="Ann?", mentions=[card.author.user_id])
    assert [member_id for member_id, _ in await card.told()] == [card.author.user_id]


async def test_a_stale_comment_is_not_changed(stage: Stage) -> None:
    call = await arrange(stage)
    etag = (await stage.call("get_card_comment", as_=call.as_, path=call.path)).headers["etag"]
    answers = [
        await stage.call("update_card_comment", as_=call.as_, path=call.path, body={"text": text},
                         headers={"if-match": etag})
        for text in ("First", "Late")
    ]  # fmt: skip
    assert [answer.status for answer in answers] == [200, 412]


async def test_another_cards_comment_is_not_found(stage: Stage) -> None:
    one, other = await discussion(stage), await discussion(stage)
    call = await stage.call(
        "update_card_comment", as_=one.reader, path={"cardId": other.card_id, "commentId": await one.said()},
        body={"text": "x"},
    )  # fmt: skip
    assert call.status == 404
