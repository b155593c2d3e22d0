import pytest

from tests.fixtures.attempts import running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_a_candidate_sees_what_they_declared_and_nothing_before_that(stage: Stage) -> None:
    call = await arrange(stage)
    nothing = {"gender": None, "ethnicity": None, "ageBand": None, "disability": None}
    assert (await stage.arranged("get_demographics", call)).data == nothing
    await stage.call("declare_demographics", as_=call.as_, path=call.path, body={"gender": "man"})
    assert (await stage.arranged("get_demographics", call)).data == nothing | {"gender": "man"}
