import pytest

from shared.auth.roles import Role
from tests.fixtures.cards import GREETING, draft_card, saved_card
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await draft_card(stage, member)}
    return Arranged(as_=member, path=path, body={"content": {"name": "Hello"}})


async def test_only_what_is_named_changes(stage: Stage) -> None:
    answer = await stage.arranged("update_card", await arrange(stage))
    assert answer.data["content"] == GREETING | {"name": "Hello"}


async def test_a_version_stays_as_it_was_saved(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await saved_card(stage, member, "First")}
    answer = await stage.call("update_card", as_=member, path=path, body={"content": {"name": "Second"}})
    assert (answer.data["versions"], answer.data["saved"]) == (1, False)
    version = await stage.call("get_card_version", as_=member, path={**path, "version": "1"})
    assert version.data["content"]["name"] == "First"


async def test_a_patch_that_changes_nothing_leaves_the_draft_saved(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await saved_card(stage, member, "First")}
    answer = await stage.call("update_card", as_=member, path=path, body={"content": {"name": "First"}})
    assert answer.data["saved"] is True


async def test_a_stale_version_is_refused(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"cardId": await draft_card(stage, member)}
    etag = (await stage.call("get_card", as_=member, path=path)).headers["etag"]
    answers = [
        await stage.call("update_card", as_=member, path=path, body={"content": {"name": name}},
                         headers={"if-match": etag})
        for name in ("First", "Late")
    ]  # fmt: skip
    assert [answer.status for answer in answers] == [200, 412]


async def test_an_archived_card_is_not_edited(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_card", as_=call.as_, path=call.path)
    answer = await stage.arranged("update_card", call)
    assert (answer.status, answer.error["code"]) == (409, "card_archived")
