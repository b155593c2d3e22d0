import pytest

from tests.fixtures.judge0 import executions_key
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await executions_key(stage))


async def test_the_version_is_one_that_clients_know_numbers_of(stage: Stage) -> None:
    answer = await stage.arranged("get_judge0_version", await arrange(stage))
    assert answer.body["version"] == "1.14.0"
    assert answer.body["homepage"] == stage.composition.config.public_url
