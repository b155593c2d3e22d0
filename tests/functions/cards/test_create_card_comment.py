import pytest

from shared.auth.permissions import Permission
from tests.fixtures.card_comments import PLACE, discussion
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    card = await discussion(stage)
    body = {"text": "Why?", "mentions": [card.author.user_id], "anchor": PLACE}
    return Arranged(as_=card.reader, path=card.path, body=body)


async def test_whoever_may_read_a_card_may_comment_on_a_place_in_it(stage: Stage) -> None:
    call = await arrange(stage)
    comment = (await stage.arranged("create_card_comment", call)).data
    assert (comment["text"], comment["createdBy"]) == ("Why?", call.as_ and call.as_.user_id)
    assert (comment["anchor"]["quote"], comment["anchor"]["start"]) == ("{{name}}", 6)


async def test_a_quote_that_moved_before_it_was_sent_is_found_where_it_is(stage: Stage) -> None:
    card = await discussion(stage)
    comment = (await card.say(anchor=PLACE | {"start": 0})).data
    assert comment["anchor"]["start"] == 6


async def test_a_quote_that_the_draft_does_not_say_is_refused(stage: Stage) -> None:
    card = await discussion(stage)
    answer = await card.say(anchor=PLACE | {"quote": "nowhere"})
    assert (answer.status, answer.error["code"]) == (409, "anchor_outdated")


@pytest.mark.parametrize(
    "anchor",
    [
        PLACE | {"pointer": "/prompt/template"},
        PLACE | {"start": -1},
        PLACE | {"quote": ""},
        {"kind": "room", "quote": "name", "start": "not base64!", "end": "AA=="},
    ],
)
async def test_a_place_that_can_not_be_is_refused(stage: Stage, anchor: dict[str, object]) -> None:
    answer = await (await discussion(stage)).say(anchor=anchor)
    assert answer.status == 400
    assert answer.error["details"][0]["pointer"].startswith("/anchor")


async def test_a_place_in_the_cards_room_is_handed_back_to_browsers_as_they_gave_it(stage: Stage) -> None:
    card = await discussion(stage)
    anchor = {"kind": "room", "quote": "Greeting", "start": "AQID", "end": "BAUG"}
    assert (await card.say(anchor=anchor)).data["anchor"] == anchor
    assert (await card.listed())[0]["placement"] is None


async def test_a_reply_is_counted_by_its_thread_and_has_no_place_of_its_own(stage: Stage) -> None:
    card = await discussion(stage)
    thread = await card.said()
    reply = (await card.say("Because.", as_=card.author, threadId=thread)).data
    assert reply["threadId"] == thread
    [listed] = await card.listed()
    assert (listed["id"], listed["replies"]) == (thread, 1)
    refused = await card.say("Here?", threadId=thread, anchor=PLACE)
    assert refused.status == 400


async def test_a_reply_is_not_replied_to(stage: Stage) -> None:
    card = await discussion(stage)
    reply = await card.said("Because.", threadId=await card.said())
    answer = await card.say("And?", threadId=reply)
    assert (answer.status, answer.error["code"]) == (400, "not_a_thread")


async def test_another_cards_thread_is_not_found(stage: Stage) -> None:
    one, other = await discussion(stage), await discussion(stage)
    answer = await other.say(threadId=await one.said())
    assert answer.status == 404


async def test_those_mentioned_are_told_once_and_nobody_of_their_own_words(stage: Stage) -> None:
    card = await discussion(stage)
    author, reader = card.author.user_id, card.reader.user_id
    comment = await card.said(mentions=[author, author, reader])
    assert await card.told() == [(author, f"/cards/{card.card_id}?comment={comment}")]


async def test_only_active_members_can_be_mentioned(stage: Stage) -> None:
    card = await discussion(stage)
    answer = await card.say(mentions=[card.author.user_id, "nobody"])
    assert [each["pointer"] for each in answer.error["details"]] == ["/mentions/1"]
    assert await card.listed() == []


async def test_an_archived_card_is_not_talked_about_any_more(stage: Stage) -> None:
    card = await discussion(stage)
    await stage.call("archive_card", as_=card.author, path=card.path)
    assert (await card.say()).error["code"] == "card_archived"


async def test_a_program_comments_under_its_keys_name(stage: Stage) -> None:
    card = await discussion(stage)
    program = await stage.api_key(Permission.CARDS_READ, tenant_id=card.author.tenant_id)
    comment = (await card.say(as_=program)).data
    assert comment["createdBy"].startswith("apiKey:")
