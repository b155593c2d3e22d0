import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await draft_case_set(stage, member)}
    return Arranged(as_=member, path=path)


async def test_lists_in_lists_are_kept(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    path = {"caseSetId": await draft_case_set(stage, member, cases=[{"vars": {"pairs": [["a", "b"]]}}])}
    answer = await stage.call("get_case_set", as_=member, path=path)
    assert answer.data["content"]["cases"][0]["vars"] == {"pairs": [["a", "b"]]}
