import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import draft_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    viewer = await stage.member(Role.VIEWER, tenant_id=recruiter.tenant_id)
    return Arranged(as_=viewer, query={"ids": await draft_question(stage, recruiter)})


async def test_questions_come_in_the_order_asked_and_missing_ones_are_listed(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    stranger = await stage.member(Role.RECRUITER)
    first, second = await draft_question(stage, recruiter), await draft_question(stage, recruiter)
    theirs = await draft_question(stage, stranger)
    ids = [second, "nothing", first, theirs, "a/b", "__name__", second]
    answer = await stage.call("batch_get_questions", as_=recruiter, query={"ids": ids})
    assert [each["id"] for each in answer.data["items"]] == [second, first]
    assert answer.data["missing"] == ["nothing", theirs, "a/b", "__name__"]


async def test_one_id_is_enough(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged("batch_get_questions", call)
    assert [each["id"] for each in answer.data["items"]] == [call.query["ids"]]
    assert answer.data["missing"] == []


@pytest.mark.parametrize("query", [{}, {"ids": ""}, {"ids": [f"question-{number}" for number in range(101)]}])
async def test_it_takes_one_to_a_hundred_ids(stage: Stage, query: dict[str, object]) -> None:
    answer = await stage.call("batch_get_questions", as_=await stage.member(Role.VIEWER), query=query)
    assert answer.status == 400
    assert answer.error["details"][0]["pointer"].startswith("/ids")
