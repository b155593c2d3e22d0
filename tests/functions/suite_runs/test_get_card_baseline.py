import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, suite

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    body = {"runId": (await completed(stage, played))["id"]}
    await stage.call("set_card_baseline", as_=played.author, path=played.path, body=body)
    return Arranged(as_=played.author, path=played.path)


async def test_a_baseline_names_its_run_and_who_set_it(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("get_card_baseline", call)
    assert call.as_ is not None
    assert answer.data["setBy"] == call.as_.user_id


async def test_a_card_has_none_at_first(stage: Stage) -> None:
    played = await suite(stage)
    answer = await stage.call("get_card_baseline", as_=played.author, path=played.path)
    assert (answer.status, answer.error["code"]) == (404, "baseline_not_found")
