import pytest

from tests.fixtures.examples import OTHER_KINDS, draft_question, published_content
from tests.fixtures.rescoring import Mended, mended_question, points
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    mended = await mended_question(stage)
    return Arranged(as_=mended.recruiter, path=mended.path, body=mended.body)


async def begun(stage: Stage, mended: Mended) -> dict[str, object]:
    answer = await stage.call("rescore_attempts", as_=mended.recruiter, path=mended.path, body=mended.body)
    assert answer.status == 202, answer.body
    return answer.data


async def test_it_names_the_version_that_counts_now(stage: Stage) -> None:
    mended = await mended_question(stage)
    rescoring = await begun(stage, mended)
    assert (rescoring["status"], rescoring["version"]) == ("running", 2)
    assert rescoring["createdBy"] == mended.recruiter.user_id


async def test_it_changes_nobodys_points(stage: Stage) -> None:
    mended = await mended_question(stage)
    before = [await points(stage, sitting) for sitting in (mended.favoured, mended.hurt, mended.blank)]
    assert before == ["10.00", "10.00", "0.00"]
    await begun(stage, mended)
    await stage.settle()
    assert [await points(stage, sitting) for sitting in (mended.favoured, mended.hurt, mended.blank)] == before


async def test_a_question_the_assessment_does_not_ask_is_not_found(stage: Stage) -> None:
    mended = await mended_question(stage)
    other = await draft_question(stage, mended.recruiter)
    answer = await stage.call("rescore_attempts", as_=mended.recruiter, path=mended.path, body={"questionId": other})
    assert (answer.status, answer.error["code"]) == (404, "question_not_found")


async def test_answers_of_another_kind_can_not_be_rescored(stage: Stage) -> None:
    mended = await mended_question(stage)
    number = await published_content(stage, mended.recruiter, OTHER_KINDS["numeric"])
    other = await stage.document(f"tenants/{mended.recruiter.tenant_id}/questionVersions/{number}:1")
    assert other is not None
    version = f"tenants/{mended.recruiter.tenant_id}/questionVersions/{mended.question_id}:2"
    await stage.change(version, content=other["content"])
    answer = await stage.call("rescore_attempts", as_=mended.recruiter, path=mended.path, body=mended.body)
    assert (answer.status, answer.error["code"]) == (409, "question_kind_changed")
