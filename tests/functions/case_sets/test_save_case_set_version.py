import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await draft_case_set(stage, member)}
    return Arranged(as_=member, path=path, body={"note": "first"})


async def test_the_same_draft_is_not_saved_twice(stage: Stage) -> None:
    call = await arrange(stage)
    first = (await stage.arranged("save_case_set_version", call)).data
    assert (first["number"], first["note"]) == (1, "first")
    again = await stage.arranged("save_case_set_version", call)
    assert (again.status, again.error["code"]) == (409, "case_set_unchanged")
