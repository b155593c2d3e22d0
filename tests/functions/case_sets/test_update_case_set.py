import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await draft_case_set(stage, member)}
    return Arranged(as_=member, path=path, body={"content": {"name": "Towns"}})


async def test_only_what_is_named_changes(stage: Stage) -> None:
    content = (await stage.arranged("update_case_set", await arrange(stage))).data["content"]
    assert (content["name"], len(content["cases"])) == ("Towns", 2)


async def test_a_version_stays_as_it_was_saved(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("save_case_set_version", as_=call.as_, path=call.path, body={})
    assert (await stage.arranged("update_case_set", call)).data["saved"] is False
    version = await stage.call("get_case_set_version", as_=call.as_, path={**call.path, "version": "1"})
    assert version.data["content"]["name"] == "Cities"
