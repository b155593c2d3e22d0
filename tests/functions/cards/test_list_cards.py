import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import draft_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    await draft_card(stage, member)
    return Arranged(as_=member)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["C", "B", "A"]),
        ({"sort": "createdAt"}, ["A", "B", "C"]),
        ({"tag": " Mail "}, ["B"]),
        ({"provider": "openai"}, ["C", "A"]),
        ({"status": "archived"}, ["D"]),
        ({"createdBy": "nobody"}, []),
    ],
)
async def test_status_tag_provider_and_author_filter(stage: Stage, query: dict[str, str], names: list[str]) -> None:
    member = await stage.member(Role.MEMBER)
    openai = {"provider": "openai", "model": "m"}
    for name, more in (("A", {"provider": openai}), ("B", {"tags": ["mail"]}), ("C", {"provider": openai}), ("D", {})):
        stage.clock.advance(minutes=1)
        card_id = await draft_card(stage, member, name=name, **more)
    await stage.call("archive_card", as_=member, path={"cardId": card_id})
    answer = await stage.call("list_cards", as_=member, query=query)
    assert [each["name"] for each in answer.data] == names
