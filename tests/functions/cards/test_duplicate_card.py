import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import edit_card, saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    return Arranged(as_=member, path={"cardId": await saved_card(stage, member, "First")}, body={"name": "Copy"})


async def test_a_copy_has_no_versions_and_a_name_of_its_own(stage: Stage) -> None:
    call = await arrange(stage)
    copy = (await stage.arranged("duplicate_card", call)).data
    assert (copy["content"]["name"], copy["versions"], copy["labels"]) == ("Copy", 0, {})
    original = (await stage.call("get_card", as_=call.as_, path=call.path)).data
    assert copy["content"] == original["content"] | {"name": "Copy"}
    assert copy["id"] != original["id"]


async def test_a_version_is_copied_as_it_was_saved(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await edit_card(stage, call.as_, call.path["cardId"], name="Later")
    names = [
        (await stage.call("duplicate_card", as_=call.as_, path=call.path, body=body)).data["content"]["name"]
        for body in ({"version": "1"}, {})
    ]
    assert names == ["First", "Later"]
