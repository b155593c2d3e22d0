import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import saved_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await saved_case_set(stage, member, "First", "Second"), "version": "1"}
    return Arranged(as_=member, path=path)


async def test_an_earlier_version_becomes_the_draft_and_then_a_version_of_its_own(stage: Stage) -> None:
    call = await arrange(stage)
    restored = (await stage.arranged("restore_case_set_version", call)).data
    assert (restored["content"]["name"], restored["versions"], restored["saved"]) == ("First", 2, False)
    path = {"caseSetId": call.path["caseSetId"]}
    saved = await stage.call("save_case_set_version", as_=call.as_, path=path, body={})
    assert (saved.data["number"], saved.data["content"]["name"]) == (3, "First")


async def test_the_latest_version_restored_has_nothing_new_to_save(stage: Stage) -> None:
    call = await arrange(stage)
    path = {"caseSetId": call.path["caseSetId"]}
    edited = await stage.call("update_case_set", as_=call.as_, path=path, body={"content": {"name": "Third"}})
    assert edited.data["saved"] is False
    answer = await stage.call("restore_case_set_version", as_=call.as_, path={**path, "version": "2"})
    assert (answer.data["content"]["name"], answer.data["saved"]) == ("Second", True)


async def test_a_version_that_there_is_not_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("restore_case_set_version", as_=call.as_, path={**call.path, "version": "3"})
    assert (answer.status, answer.error["code"]) == (404, "case_set_version_not_found")
