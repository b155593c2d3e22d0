import pytest

from tests.fixtures.judge0 import executions_key
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await executions_key(stage))


async def test_all_languages_are_the_ones_in_use(stage: Stage) -> None:
    call = await arrange(stage)
    every = (await stage.arranged("list_all_submission_languages", call)).body
    used = (await stage.arranged("list_submission_languages", call)).body
    assert every == [{**each, "is_archived": False} for each in used]
