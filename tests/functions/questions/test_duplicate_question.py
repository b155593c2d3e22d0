import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import SUM_CONTENT, draft_question, published_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"questionId": await draft_question(stage, recruiter)})


async def test_a_copy_is_a_draft_of_its_own_with_content_and_labels(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    body = {"content": SUM_CONTENT, "labels": {"tags": ["warm-up"], "difficulty": "easy"}}
    original = (await stage.call("create_question", as_=recruiter, body=body)).data
    path = {"questionId": original["id"]}
    copy = (await stage.call("duplicate_question", as_=recruiter, path=path, body={"title": "Sum again"})).data
    assert copy["id"] != original["id"]
    assert copy["content"] == SUM_CONTENT | {"title": "Sum again"}
    assert (copy["labels"], copy["status"]) == (original["labels"], "draft")
    await stage.call(
        "update_question", as_=recruiter, path={"questionId": copy["id"]}, body={"content": {"title": "X"}}
    )
    assert (await stage.call("get_question", as_=recruiter, path=path)).data["content"] == SUM_CONTENT


async def test_a_version_is_copied_as_it_was_published(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await published_question(stage, recruiter)}
    await stage.call("update_question", as_=recruiter, path=path, body={"content": {"title": "Later"}})
    copies = [
        (await stage.call("duplicate_question", as_=recruiter, path=path, body=body)).data
        for body in ({"version": 1}, {})
    ]
    assert [copy["content"]["title"] for copy in copies] == [SUM_CONTENT["title"], "Later"]
    assert {(copy["status"], copy["publishedVersion"]) for copy in copies} == {("draft", 0)}


async def test_the_test_data_of_a_version_comes_along(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await published_question(stage, recruiter)}
    version = f"tenants/{recruiter.tenant_id}/questionVersions/{path['questionId']}:1"
    stored = await stage.document(version)
    assert stored is not None
    tests = [stored["content"]["tests"][0], {**stored["content"]["tests"][2], "stored": True}]
    file = {"path": "test-data/x", "sha256": "0" * 64, "size": 9}
    await stage.change(version, content={**stored["content"], "tests": tests}, testData=file)
    copy = (await stage.call("duplicate_question", as_=recruiter, path=path, body={"version": 1})).data
    document = await stage.document(f"tenants/{recruiter.tenant_id}/questions/{copy['id']}")
    assert document is not None
    assert document["testData"] == {"file": file, "tests": ["negative"]}


@pytest.mark.parametrize("version", [2, 99])
async def test_a_version_that_was_never_published_is_not_found(stage: Stage, version: int) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await published_question(stage, recruiter)}
    answer = await stage.call("duplicate_question", as_=recruiter, path=path, body={"version": version})
    assert (answer.status, answer.error["code"]) == (404, "question_version_not_found")
