import pytest

from tests.fixtures.metrics import estimated, to
from tests.fixtures.projects import project, task
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, path, _ = await estimated(stage)
    return Arranged(as_=admin, path=path)


async def test_each_place_has_its_reasons(stage: Stage) -> None:
    admin, path, ids = await estimated(stage)
    data = (await stage.call("suggest_priorities", as_=admin, path=path)).data
    found = {each["taskId"]: {one["code"]: one["number"] for one in each["reasons"]} for each in data["suggestions"]}
    # The first is on the critical path, and one waits for it.
    assert found[ids[0]] == {"value": 5, "time_criticality": 8, "risk": 2, "hours": 8}
    assert data["suggestions"][0]["score"] == 1.875
    assert [each["place"] for each in data["suggestions"]] == [1, 2, 3]
    assert data["suggestions"][0]["taskId"] == ids[0]


async def test_what_is_done_is_not_suggested(stage: Stage) -> None:
    admin, path, ids = await estimated(stage)
    await to(stage, admin, path, ids[0], "completed")
    data = (await stage.call("suggest_priorities", as_=admin, path=path, query={"limit": 1})).data
    assert (data["tasks"], len(data["suggestions"])) == (2, 1)


async def test_a_field_of_the_project_says_what_a_task_is_worth(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    fields = [{"key": "business_value", "name": "Value", "kind": "number"}]
    path = {"projectId": await project(stage, call.as_, settings={"customFields": fields})}
    await task(stage, call.as_, path["projectId"], priority="critical", estimatedHours="1")
    dear = await task(
        stage, call.as_, path["projectId"], priority="low", estimatedHours="1", customFields={"business_value": 20}
    )
    first = (await stage.call("suggest_priorities", as_=call.as_, path=path)).data["suggestions"][0]
    assert (first["taskId"], first["reasons"][0]["number"]) == (dear, 20)
