import pytest

from tests.fixtures.scores import score
from tests.fixtures.spans import TRACE
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    await score(stage, manager, app_id)
    return Arranged(as_=manager, path={"appId": app_id})


async def test_scores_are_listed_by_trace_session_and_name(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    await score(stage, manager, app_id, name="tone", value="polite", metadata={"judge": {"model": "gpt-5"}})
    stage.clock.advance(seconds=1)
    await score(stage, manager, app_id, name="accuracy")
    await score(stage, manager, app_id, traceSessionId="talk", name="solved", value=True)

    async def names(**query: str) -> list[str]:
        answer = await stage.call("list_scores", as_=manager, path={"appId": app_id}, query=query)
        return [each["name"] for each in answer.data]

    assert await names(trace=TRACE.upper()) == ["accuracy", "tone"]
    assert await names(traceSession="talk") == ["solved"]
    assert await names(name="tone") == ["tone"]
    assert len(await names()) == 3
    [tone] = (await stage.call("list_scores", as_=manager, path={"appId": app_id}, query={"name": "tone"})).data
    assert tone["metadata"] == {"judge": {"model": "gpt-5"}}


async def test_another_apps_scores_are_not_listed(stage: Stage) -> None:
    call = await arrange(stage)
    manager, app_id = await sender(stage)
    await score(stage, manager, app_id)
    assert len((await stage.arranged("list_scores", call)).data) == 1
