import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import edit_card, saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await saved_card(stage, member, "First", "Second")}
    return Arranged(as_=member, path=path, query={"before": "1", "after": "2"})


async def test_versions_differ_in_the_fields_named_and_in_their_text(stage: Stage) -> None:
    data = (await stage.arranged("diff_card_versions", await arrange(stage))).data
    assert data["changes"] == [{"pointer": "/name", "kind": "changed", "before": "First", "after": "Second"}]
    lines = data["unified"].splitlines()
    assert lines[:2] == ["--- 1", "+++ 2"]
    assert [line for line in lines[2:] if line[0] in "+-"] == ["-name: First", "+name: Second"]


async def test_a_version_is_compared_with_the_draft_unless_another_is_named(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await edit_card(stage, call.as_, call.path["cardId"], tags=["mail", "new"], provider=None)
    answer = await stage.call("diff_card_versions", as_=call.as_, path=call.path, query={"before": "latest"})
    assert [(each["pointer"], each["kind"]) for each in answer.data["changes"]] == [
        ("/provider", "changed"),
        ("/tags/0", "changed"),
        ("/tags/1", "added"),
    ]


async def test_a_version_that_there_is_not_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("diff_card_versions", as_=call.as_, path=call.path, query={"before": "7"})
    assert (answer.status, answer.error["code"]) == (404, "card_version_not_found")
