import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import draft_card
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    await draft_card(stage, member)
    await stage.settle()
    return Arranged(as_=member, query={"q": "greeting"})


async def names(stage: Stage, member: SignedIn, q: str, **query: str) -> list[str]:
    return [each["name"] for each in (await stage.call("search_cards", as_=member, query={"q": q, **query})).data]


async def test_cards_are_found_by_name_tag_description_and_prompt(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    prompt = {"kind": "text", "template": "Summarise the invoice"}
    await draft_card(stage, member, name="Bills", tags=["finance"], description="For clerks", prompt=prompt)
    await draft_card(stage, member, name="Invoice", tags=["mail"])
    await stage.settle()
    assert await names(stage, member, "invoice") == ["Invoice", "Bills"]
    assert await names(stage, member, "invoice", tag="finance") == ["Bills"]
    assert await names(stage, member, "clerks") == ["Bills"]
    assert await names(stage, member, "invoice", provider="openai") == []


async def test_an_archived_card_is_found_as_such(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await draft_card(stage, member)}
    stage.clock.advance(seconds=1)
    await stage.call("archive_card", as_=member, path=path)
    await stage.settle()
    assert await names(stage, member, "greeting", status="active") == []
    assert await names(stage, member, "greeting", status="archived") == ["Greeting"]
