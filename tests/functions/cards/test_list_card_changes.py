import pytest

from shared.auth.roles import Role
from tests.fixtures.card_comments import discussion
from tests.fixtures.card_rooms import card_room
from tests.fixtures.cards import draft_card, edit_card, saved_card
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.matrix.arrangements import arranged

pytestmark = pytest.mark.anyio

CHANGING = (
    "archive_card",
    "conclude_ab_test",
    "create_card",
    "create_card_comment",
    "delete_card_comment",
    "duplicate_card",
    "import_card",
    "import_promptfoo_config",
    "move_card_label",
    "remove_card_label",
    "reopen_card_comment",
    "resolve_card_comment",
    "restore_card",
    "restore_card_version",
    "save_card_room",
    "save_card_version",
    "update_card",
    "update_card_comment",
)
"""Whatever writes cards, their versions or what is said about them."""


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"cardId": await saved_card(stage, recruiter, "First", "Second")})


async def history(stage: Stage, who: SignedIn, card_id: str, **query: str) -> list[dict[str, object]]:
    return (await stage.call("list_card_changes", as_=who, path={"cardId": card_id}, query=query)).data


async def test_the_history_says_who_changed_what_the_latest_first(stage: Stage) -> None:
    author = await stage.member(Role.RECRUITER)
    other = await stage.member(Role.MEMBER, tenant_id=author.tenant_id)
    card_id = await draft_card(stage, author)
    stage.clock.advance(minutes=1)
    await edit_card(stage, other, card_id, name="Hello", tags=["short"])
    stage.clock.advance(minutes=1)
    await stage.call("save_card_version", as_=other, path={"cardId": card_id}, body={})
    stage.clock.advance(minutes=1)
    path = {"cardId": card_id, "label": "production"}
    await stage.call("move_card_label", as_=author, path=path, body={"version": 1})
    told = [
        (each["kind"], each["by"], each["byName"], each["fields"], each["version"], each["label"])
        for each in await history(stage, author, card_id)
    ]
    assert told == [
        ("label_moved", author.user_id, "Somebody", [], 1, "production"),
        ("version_saved", other.user_id, "Somebody", [], 1, None),
        ("draft_edited", other.user_id, "Somebody", ["name", "tags"], None, None),
        ("created", author.user_id, "Somebody", [], None, None),
    ]
    assert {each["by"] for each in await history(stage, author, card_id, by=other.user_id)} == {other.user_id}


async def test_an_edit_that_changes_nothing_is_no_change(stage: Stage) -> None:
    author = await stage.member(Role.MEMBER)
    card_id = await draft_card(stage, author)
    await edit_card(stage, author, card_id, name="Greeting")
    assert [each["kind"] for each in await history(stage, author, card_id)] == ["created"]


async def test_comments_are_in_the_history_by_their_ids_without_their_words(stage: Stage) -> None:
    card = await discussion(stage)
    comment = await card.said("Private words")
    [change] = await history(stage, card.reader, card.card_id, kind="commented")
    assert change["commentId"] == comment
    assert "Private words" not in str(change)


async def test_what_was_written_together_names_its_writers_since_the_last_saving(stage: Stage) -> None:
    room = await card_room(stage)
    await room.first.push(room.first.write("x", at=len("name: Greet")))
    await room.do("save_card_room")
    stage.clock.advance(minutes=1)
    await room.second.pull()
    await room.second.push(room.second.write("y", at=len("name: Greet")))
    await room.do("save_card_room")
    edits = await history(stage, room.first.who, room.card_id, kind="draft_edited")
    assert [(each["by"], each["writers"], each["fields"]) for each in edits] == [
        (room.first.who.user_id, [room.second.who.user_id], ["name"]),
        (room.first.who.user_id, [room.first.who.user_id], ["name"]),
    ]


async def test_the_history_comes_in_pages(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.call("list_card_changes", as_=call.as_, path=call.path, query={"limit": 2})
    cursor = first.body["meta"]["pagination"]["nextCursor"]
    rest = await stage.call("list_card_changes", as_=call.as_, path=call.path, query={"cursor": cursor})
    assert [each["id"] for each in (*first.data, *rest.data)] == [
        each["id"] for each in (await stage.arranged("list_card_changes", call)).data
    ]
    assert len(first.data) == 2


@pytest.mark.parametrize("name", CHANGING)
async def test_whatever_changes_a_card_adds_to_its_history(stage: Stage, name: str) -> None:
    call = await arranged(name, stage)
    if name == "conclude_ab_test":
        call.body = {**(call.body or {}), "move": {"label": "production"}}
    before = len(await stage.documents("cardChanges"))
    answer = await stage.arranged(name, call)
    assert answer.status < 300, answer.body
    assert len(await stage.documents("cardChanges")) > before
