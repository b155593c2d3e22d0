import pytest

from tests.fixtures.apps import app
from tests.fixtures.scores import score, totals
from tests.fixtures.spans import span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, span(1))
    await score(stage, manager, app_id, id="one")
    return Arranged(as_=manager, path={"appId": app_id, "scoreId": "one"})


async def test_a_deleted_score_no_longer_counts(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await score(stage, call.as_, call.path["appId"], value=1)
    assert (await stage.arranged("delete_score", call)).status == 204
    assert await totals(stage, call.as_, call.path["appId"]) == {("accuracy", None): (1, 1.0)}
    answer = await stage.arranged("delete_score", call)
    assert (answer.status, answer.error["code"]) == (404, "score_not_found")


async def test_a_score_is_not_deleted_by_way_of_another_app(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await app(stage, call.as_)
    answer = await stage.call("delete_score", as_=call.as_, path={"appId": other, "scoreId": "one"})
    assert answer.status == 404
    assert len(await stage.documents("scores")) == 1
