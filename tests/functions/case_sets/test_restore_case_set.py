import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await draft_case_set(stage, member)}
    await stage.call("archive_case_set", as_=member, path=path)
    return Arranged(as_=member, path=path)


async def test_an_archived_set_is_in_use_again(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("restore_case_set", call)).data["status"] == "active"
    again = await stage.arranged("restore_case_set", call)
    assert (again.status, again.error["code"]) == (409, "case_set_not_archived")
