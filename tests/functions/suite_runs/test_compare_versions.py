import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, requested, suite

pytestmark = pytest.mark.anyio

NAME = "compare_versions"


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    before, now = await completed(stage, played), await completed(stage, played)
    return Arranged(as_=played.author, path={"runId": now["id"]}, body={"before": before["id"]})


async def test_a_comparison_is_an_operation_and_is_audited(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged(NAME, call)
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "version_comparison", "pending")
    [entry] = await stage.audited(NAME)
    assert entry["target"] == {**call.path, "operationId": answer.data["id"]}


async def test_both_runs_must_be_over(stage: Stage) -> None:
    played = await suite(stage)
    done, open_ = (await completed(stage, played))["id"], await requested(stage, played)
    for now, before in ((done, open_), (open_, done)):
        answer = await stage.call(NAME, as_=played.author, path={"runId": now}, body={"before": before})
        assert (answer.status, answer.error["code"]) == (409, "suite_run_not_over")


async def test_a_run_of_another_tenant_is_not_found(stage: Stage) -> None:
    call, strange = await arrange(stage), await suite(stage)
    before = (await completed(stage, strange))["id"]
    answer = await stage.call(NAME, as_=call.as_, path=call.path, body={"before": before})
    assert (answer.status, answer.error["code"]) == (404, "suite_run_not_found")
