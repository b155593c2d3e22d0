import pytest

from shared.auth.roles import Role
from tests.fixtures.similar import an_exam_with_a_copy, compared
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    exam = await an_exam_with_a_copy(stage)
    return Arranged(as_=exam.recruiter, path={"operationId": await compared(stage, exam)})


async def test_a_pair_shows_who_and_on_which_lines(stage: Stage) -> None:
    answer = await stage.arranged("list_similar_submissions", await arrange(stage))
    [pair] = answer.data
    assert {pair["first"]["candidateName"], pair["second"]["candidateName"]} == {"Copied", "Copy"}
    [fragment] = pair["fragments"]
    lines = {
        pair["first"]["candidateName"]: (fragment["firstFrom"], fragment["firstTo"]),
        pair["second"]["candidateName"]: (fragment["secondFrom"], fragment["secondTo"]),
    }
    assert lines == {"Copied": (7, 13), "Copy": (8, 14)}
    assert pair["share"] > 0.8


async def test_viewers_do_not_see_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    viewer = await stage.member(Role.VIEWER, tenant_id=call.as_.tenant_id)
    assert (await stage.call("list_similar_submissions", as_=viewer, path=call.path)).status == 403
