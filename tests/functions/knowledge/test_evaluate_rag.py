import pytest

from tests.fixtures.knowledge import QUESTIONS, handbook, operation, searchable
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    return Arranged(as_=manager, path=path, body={"name": "First", "questions": QUESTIONS})


async def test_the_operation_ends_with_how_well_the_index_does(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    answer = await stage.arranged("evaluate_rag", call)
    ended = await operation(stage, call.as_, answer.data["id"])
    means = {"recallAt1": 0.5, "recallAt3": 0.5, "recallAt5": 0.5, "recallAt10": 0.5, "mrr": 0.5}
    assert ended["result"] == {"evaluationId": ended["subjectId"], "version": 1, **means}


async def test_without_an_index_nothing_can_be_measured(stage: Stage) -> None:
    manager, path = await handbook(stage)
    body = {"name": "First", "questions": QUESTIONS}
    answer = await stage.call("evaluate_rag", as_=manager, path=path, body=body)
    assert (answer.status, answer.error["code"]) == (409, "rag_not_built")


@pytest.mark.thorough
@pytest.mark.parametrize("questions", [[], [{"question": "Why?", "expected": []}], QUESTIONS * 101])
async def test_too_few_or_too_many_questions_are_refused(stage: Stage, questions: list[dict[str, object]]) -> None:
    call = await arrange(stage)
    call.body = {"name": "First", "questions": questions}
    assert (await stage.arranged("evaluate_rag", call)).status == 400
