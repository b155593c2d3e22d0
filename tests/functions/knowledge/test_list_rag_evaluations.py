import pytest

from tests.fixtures.knowledge import GUIDE, QUESTIONS, handbook, imported, published, searchable
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await handbook(stage)
    await searchable(stage, manager, path)
    for name in ("First", "Second"):
        await stage.call("evaluate_rag", as_=manager, path=path, body={"name": name, "questions": QUESTIONS})
    await stage.settle()
    return Arranged(as_=manager, path=path)


@pytest.mark.thorough
async def test_the_same_questions_compare_two_versions(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    path = dict(call.path)
    await imported(stage, call.as_, path, GUIDE + b"# Kings\nThe king is Charles.\n", "markdown", name="guide")
    await published(stage, call.as_, path)
    await searchable(stage, call.as_, path, "update")
    stage.clock.advance(minutes=1)
    await stage.call("evaluate_rag", as_=call.as_, path=path, body={"name": "First", "questions": QUESTIONS})
    await stage.settle()
    query = {"name": "First"}
    [after, before] = (await stage.call("list_rag_evaluations", as_=call.as_, path=path, query=query)).data
    assert (before["version"], before["means"]["recallAt5"], before["places"]) == (1, 0.5, [[1], [0]])
    assert (after["version"], after["means"]["recallAt5"], after["places"]) == (2, 1.0, [[1], [1]])
