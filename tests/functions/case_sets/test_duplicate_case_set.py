import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import saved_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await saved_case_set(stage, member, "First", "Second")}
    return Arranged(as_=member, path=path, body={"name": "Copy"})


async def test_a_copy_has_no_versions_and_a_name_of_its_own(stage: Stage) -> None:
    call = await arrange(stage)
    copy = (await stage.arranged("duplicate_case_set", call)).data
    original = (await stage.call("get_case_set", as_=call.as_, path=call.path)).data
    assert (copy["versions"], copy["saved"], copy["status"]) == (0, False, "active")
    assert copy["content"] == original["content"] | {"name": "Copy"}
    assert copy["id"] != original["id"]


async def test_a_version_is_copied_as_it_was_saved(stage: Stage) -> None:
    call = await arrange(stage)
    copies = [
        await stage.call("duplicate_case_set", as_=call.as_, path=call.path, body=body)
        for body in ({"version": 1}, {}, {"version": 3})
    ]
    assert [copy.data["content"]["name"] for copy in copies[:2]] == ["First", "Second"]
    assert (copies[2].status, copies[2].error["code"]) == (404, "case_set_version_not_found")
