import pytest

from tests.fixtures.card_comments import PLACE, discussion
from tests.fixtures.cards import GREETING, edit_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    card = await discussion(stage)
    await card.said(anchor=PLACE)
    return Arranged(as_=card.reader, path=card.path)


def prompt(template: str) -> dict[str, object]:
    return GREETING["prompt"] | {
        "messages": [GREETING["prompt"]["messages"][0], {"role": "user", "template": template}]
    }


async def test_threads_come_oldest_first_with_names_and_without_their_replies(stage: Stage) -> None:
    card = await discussion(stage)
    first = await card.said("First")
    stage.clock.advance(minutes=1)
    second = await card.said("Second", as_=card.author)
    await card.said("Reply", threadId=first)
    assert [(each["id"], each["authorName"]) for each in await card.listed()] == [
        (first, "Somebody"),
        (second, "Somebody"),
    ]
    assert [each["text"] for each in await card.listed(threadId=first)] == ["Reply"]


async def test_a_quote_is_found_again_when_text_is_put_before_it(stage: Stage) -> None:
    card = await discussion(stage)
    await card.said(anchor=PLACE)
    await edit_card(stage, card.author, card.card_id, prompt=prompt("Say \U0001f600 and greet {{name}} now."))
    [listed] = await card.listed()
    assert listed["placement"] == {"start": 17, "end": 25, "outdated": False}


async def test_a_quote_that_is_gone_is_told_as_outdated_and_kept(stage: Stage) -> None:
    card = await discussion(stage)
    await card.said(anchor=PLACE)
    await edit_card(stage, card.author, card.card_id, prompt=prompt("Greet everybody."))
    [listed] = await card.listed()
    assert listed["placement"] == {"start": None, "end": None, "outdated": True}
    assert listed["anchor"]["quote"] == "{{name}}"


async def test_a_quote_of_a_message_that_is_gone_is_outdated(stage: Stage) -> None:
    card = await discussion(stage)
    await card.said(anchor=PLACE)
    await edit_card(stage, card.author, card.card_id, prompt={"kind": "text", "messages": None, "template": "{{name}}"})
    assert (await card.listed())[0]["placement"]["outdated"] is True
