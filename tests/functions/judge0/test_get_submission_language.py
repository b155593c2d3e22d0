import pytest

from tests.fixtures.judge0 import executions_key
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await executions_key(stage), path={"id": "71"})


async def test_a_language_tells_its_file_but_not_how_it_is_run(stage: Stage) -> None:
    answer = await stage.arranged("get_submission_language", await arrange(stage))
    assert answer.body == {
        "id": 71,
        "name": "Python",
        "is_archived": False,
        "source_file": "main.py",
        "compile_cmd": None,
        "run_cmd": None,
    }


@pytest.mark.parametrize(("number", "status"), [("43", 404), ("-1", 404), ("python", 422)])
async def test_what_is_no_languages_number_is_refused(stage: Stage, number: str, status: int) -> None:
    answer = await stage.call("get_submission_language", as_=await executions_key(stage), path={"id": number})
    assert answer.status == status
