import pytest

from shared.auth.roles import Role
from tests.fixtures.injections import PHRASE, allowed, rules_found
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"allowanceId": await allowed(stage, recruiter)})


async def test_what_is_no_longer_allowed_is_found_again(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert await rules_found(stage, call.as_, PHRASE) == set()
    assert (await stage.arranged("remove_allowance", call)).status == 204
    assert await rules_found(stage, call.as_, PHRASE) == {"override.instructions"}


async def test_what_was_never_allowed_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("remove_allowance", as_=call.as_, path={"allowanceId": "0" * 64})
    assert (answer.status, answer.error["code"]) == (404, "injection_allowance_not_found")
