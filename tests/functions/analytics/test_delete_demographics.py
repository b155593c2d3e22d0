import pytest

from tests.fixtures.attempts import running_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    await stage.call("declare_demographics", as_=sitting.candidate, path=sitting.path, body={"gender": "man"})
    return Arranged(as_=sitting.candidate, path=sitting.path)


async def test_nothing_is_left_of_a_deleted_declaration_and_deleting_it_twice_is_fine(stage: Stage) -> None:
    call = await arrange(stage)
    for _ in range(2):
        assert (await stage.arranged("delete_demographics", call)).status == 204
    assert await stage.documents("demographics") == []
