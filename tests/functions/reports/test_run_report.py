import pytest

from tests.fixtures.reports import ran, reported
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path = await reported(stage)
    return Arranged(as_=admin, path=path, body={})


async def test_a_run_is_written_as_asked_and_mailed_to_nobody(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    operation = await ran(stage, call.as_, call.path, format="csv")
    assert (operation["status"], operation["result"]["rows"]) == ("succeeded", 1)
    [run] = await stage.documents("reportRuns")
    assert (run["format"], stage.mailer.sent) == ("csv", [])
