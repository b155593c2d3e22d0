from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import OTHER_KINDS, SUM_CONTENT
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.RECRUITER), body={"content": SUM_CONTENT})


async def test_a_new_question_is_a_draft_with_its_author(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    answer = await stage.call("create_question", as_=recruiter, body={"content": SUM_CONTENT})
    assert answer.status == 201
    assert answer.data["status"] == "draft"
    assert answer.data["createdBy"] == recruiter.user_id
    stored = await stage.document(f"tenants/{recruiter.tenant_id}/questions/{answer.data['id']}")
    assert stored is not None
    assert stored["content"]["tests"][2]["id"] == "negative"


async def test_its_creation_is_audited_in_the_same_commit(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    commits = stage.store.commits
    answer = await stage.call("create_question", as_=recruiter, body={"content": SUM_CONTENT})
    assert stage.store.commits == commits + 1
    [entry] = await stage.documents("auditEntries")
    assert entry["action"] == "create_question"
    assert entry["target"] == {"questionId": answer.data["id"]}


async def test_a_wrong_field_is_named_by_its_pointer(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    broken = {**SUM_CONTENT, "tests": [{**SUM_CONTENT["tests"][0], "weight": "two"}]}
    answer = await stage.call("create_question", as_=recruiter, body={"content": broken})
    assert answer.status == 400
    assert answer.error["details"][0]["pointer"] == "/content/tests/0/weight"


async def test_a_file_is_of_a_type_that_is_known(stage: Stage) -> None:
    content = OTHER_KINDS["file_upload"] | {"contentTypes": ["application/pdf", "text/html"]}
    answer = await stage.call("create_question", as_=await stage.member(Role.RECRUITER), body={"content": content})
    assert answer.status == 400
    problems = [(each["pointer"], each["code"]) for each in answer.error["details"]]
    assert problems == [("/content/contentTypes", "content_type_unknown")]


async def test_labels_that_mean_the_same_are_kept_once_in_lower_case(stage: Stage) -> None:
    labels = {"tags": ["Graph  Theory", "graph theory ", "BFS"], "skills": ["Python"], "difficulty": "medium"}
    body = {"content": SUM_CONTENT, "labels": labels}
    answer = await stage.call("create_question", as_=await stage.member(Role.RECRUITER), body=body)
    kept = {"tags": ["graph theory", "bfs"], "skills": ["python"], "difficulty": "medium"}
    assert answer.data["labels"] == kept


@pytest.mark.parametrize(
    ("labels", "pointer"),
    [
        ({"tags": [str(number) for number in range(21)]}, "/labels/tags"),
        ({"tags": ["ok", " "]}, "/labels/tags/1"),
        ({"tags": ["a,b"]}, "/labels/tags/0"),
        ({"skills": ["x" * 41]}, "/labels/skills/0"),
        ({"difficulty": "brutal"}, "/labels/difficulty"),
        ({"colour": "red"}, "/labels/colour"),
    ],
)
async def test_a_wrong_label_is_named_by_its_pointer(stage: Stage, labels: dict[str, Any], pointer: str) -> None:
    body = {"content": SUM_CONTENT, "labels": labels}
    answer = await stage.call("create_question", as_=await stage.member(Role.RECRUITER), body=body)
    assert (answer.status, [each["pointer"] for each in answer.error["details"]]) == (400, [pointer])
