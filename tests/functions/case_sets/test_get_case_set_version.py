import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await draft_case_set(stage, member)}
    await stage.call("save_case_set_version", as_=member, path=path, body={})
    return Arranged(as_=member, path={**path, "version": "1"})


async def test_a_version_that_there_is_not_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("get_case_set_version", call)).data["number"] == 1
    answer = await stage.call("get_case_set_version", as_=call.as_, path={**call.path, "version": "2"})
    assert (answer.status, answer.error["code"]) == (404, "case_set_version_not_found")
