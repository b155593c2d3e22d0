import pytest

from shared.auth.roles import Role
from tests.fixtures.attempts import accommodated_candidate, invited_candidate
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await accommodated_candidate(stage, timeMultiplier="1.25")
    return Arranged(as_=sitting.recruiter, path={"invitationId": sitting.invitation_id})


async def test_what_was_granted_is_shown(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("get_accommodation", as_=call.as_, path=call.path)
    assert (answer.data["timeMultiplier"], answer.data["breaks"]) == ("1.25", 0)
    assert call.as_ is not None
    assert answer.data["grantedBy"] == call.as_.user_id


async def test_most_candidates_have_none(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    answer = await stage.call("get_accommodation", as_=sitting.recruiter, path={"invitationId": sitting.invitation_id})
    assert (answer.status, answer.error["code"]) == (404, "accommodation_not_found")


async def test_who_only_looks_on_does_not_see_it(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    viewer = await stage.member(Role.VIEWER, tenant_id=call.as_.tenant_id)
    assert (await stage.call("get_accommodation", as_=viewer, path=call.path)).status == 403
