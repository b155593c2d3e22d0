import pytest

from shared.domain.knowledge.events import RagEvaluationRequested
from tests.fixtures.knowledge import QUESTIONS, handbook, operation, searchable
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    body = {"name": "First", "questions": QUESTIONS}
    begun = (await stage.call("evaluate_rag", as_=manager, path=path, body=body)).data
    stage.bus.waiting.clear()
    event = RagEvaluationRequested(app_id=path["appId"], evaluation_id=begun["subjectId"], operation_id=begun["id"])
    return Arranged(event=event, tenant_id=manager.tenant_id)


async def test_a_cancelled_evaluation_measures_nothing(stage: Stage) -> None:
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    body = {"name": "First", "questions": QUESTIONS}
    begun = (await stage.call("evaluate_rag", as_=manager, path=path, body=body)).data
    await stage.call("cancel_operation", as_=manager, path={"operationId": begun["id"]})
    assert (await operation(stage, manager, begun["id"]))["status"] == "cancelled"
    [evaluation] = await stage.documents("ragEvaluations")
    assert evaluation["means"] is None
