import pytest

from tests.fixtures.judge0 import SUBMISSION, executions_key
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await executions_key(stage))


@pytest.mark.parametrize(
    "name",
    [
        *("cpu_time_limit", "cpu_extra_time", "wall_time_limit", "memory_limit", "stack_limit", "number_of_runs"),
        *("max_processes_and_or_threads", "max_file_size"),
    ],
)
async def test_what_is_told_to_be_the_most_is_accepted_and_one_more_is_not(stage: Stage, name: str) -> None:
    key = await executions_key(stage)
    configuration = (await stage.call("get_submission_configuration", as_=key)).body
    most = configuration[f"max_{name}"]
    assert configuration[name] <= most
    for value, status in ((most, 201), (most + 1, 422)):
        answer = await stage.call("create_submission", as_=key, body=SUBMISSION | {name: value})
        assert answer.status == status, answer.body
