import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import saved_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"caseSetId": await saved_case_set(stage, recruiter, "First", "Second", "Third")}
    return Arranged(as_=recruiter, path=path)


async def test_the_latest_comes_first_and_other_sets_have_their_own(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await saved_case_set(stage, call.as_, "Other")
    answer = await stage.arranged("list_case_set_versions", call)
    assert [(each["number"], each["name"], each["cases"]) for each in answer.data] == [
        (3, "Third", 2),
        (2, "Second", 2),
        (1, "First", 2),
    ]
