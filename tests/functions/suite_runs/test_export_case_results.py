import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, requested, suite

pytestmark = pytest.mark.anyio

NAME = "export_case_results"


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    return Arranged(as_=played.author, path={"runId": (await completed(stage, played))["id"]})


async def test_an_export_is_an_operation_and_is_audited(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged(NAME, call)
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "case_result_export", "pending")
    [entry] = await stage.audited(NAME)
    assert entry["target"] == {**call.path, "exportId": answer.data["id"]}


async def test_a_run_that_is_not_over_is_409(stage: Stage) -> None:
    played = await suite(stage)
    run_id = await requested(stage, played)
    answer = await stage.call(NAME, as_=played.author, path={"runId": run_id})
    assert (answer.status, answer.error["code"]) == (409, "suite_run_not_over")
