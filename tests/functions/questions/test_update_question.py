import json
from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import SUM_CONTENT, draft_question, publish, published_question
from tests.fixtures.fake_sandbox import prints
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await draft_question(stage, recruiter)}
    return Arranged(as_=recruiter, path=path, body={"content": {"title": "Add two numbers"}})


async def update(stage: Stage, recruiter: SignedIn, question_id: str, content: dict[str, Any], **more: Any) -> Answer:
    return await stage.call(
        "update_question", as_=recruiter, path={"questionId": question_id}, body={"content": content}, **more
    )


async def test_only_what_is_named_changes(stage: Stage) -> None:
    answer = await stage.arranged("update_question", await arrange(stage))
    assert answer.data["content"] == SUM_CONTENT | {"title": "Add two numbers"}


async def test_objects_merge_and_null_removes(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    patch = {"starterCode": {"python": None, "javascript": "// begin\n"}, "limits": {"cpuMs": 500}}
    content = (await update(stage, recruiter, question_id, patch)).data["content"]
    assert content["starterCode"] == {"javascript": "// begin\n"}
    assert content["limits"] == {"cpuMs": 500, "memoryMib": 256}
    content = (await update(stage, recruiter, question_id, {"limits": None, "starterCode": None})).data["content"]
    assert content["starterCode"] == {}
    assert content["limits"] == {"cpuMs": 2000, "memoryMib": 256}


async def test_lists_are_replaced_whole(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    test = {"id": "only", "input": "1 1\n", "expectedOutput": "2\n"}
    content = (await update(stage, recruiter, question_id, {"tests": [test]})).data["content"]
    assert content["tests"] == [test | {"visible": False, "weight": 1, "group": None, "stored": False}]


@pytest.mark.parametrize(
    ("patch", "pointer", "code"),
    [
        ({"title": None}, "/content/title", "missing"),
        ({"title": "  "}, "/content/title", "string_too_short"),
        ({"title": 7}, "/content/title", "string_type"),
        ({"titel": "x"}, "/content/titel", "unknown_field"),
        ({"starter_code": {}}, "/content/starter_code", "unknown_field"),
        ({"limits": {"cpuMs": "500"}}, "/content/limits/cpuMs", "int_type"),
        ({"limits": {"disk": 1}}, "/content/limits/disk", "unknown_field"),
        ({"reference": {"source": ""}}, "/content/reference/source", "string_too_short"),
        ({"languages": []}, "/content/languages", "too_short"),
        ({"languages": ["python", "python"]}, "/content/languages", "duplicate_language"),
        ({"tests": SUM_CONTENT["tests"] * 2}, "/content/tests", "duplicate_test_id"),
        ({"tests": [{"id": "a b", "input": "", "expectedOutput": ""}]}, "/content/tests/0/id",
         "string_pattern_mismatch"),
        ({"limits": {"cpuMs": 20_000}, "tests": [{"id": f"t{n}", "input": "", "expectedOutput": ""} for n in range(7)]},
         "/content/limits", "tests_take_too_long"),
        ({"tests": [{"id": f"t{n}", "input": "ä" * 50_000, "expectedOutput": ""} for n in range(3)]},
         "/content/tests", "tests_too_large"),
        ({"starterCode": {f"language {n}": "x" * 50_000 for n in range(4)}}, "/content/starterCode",
         "starter_code_too_large"),
    ],
)  # fmt: skip
async def test_what_the_patch_makes_wrong_is_named(
    stage: Stage, patch: dict[str, Any], pointer: str, code: str
) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    answer = await update(stage, recruiter, question_id, patch)
    assert answer.status == 400
    assert (pointer, code) in [(each["pointer"], each["code"]) for each in answer.error["details"]]
    unchanged = await stage.call("get_question", as_=recruiter, path={"questionId": question_id})
    assert unchanged.data["content"] == SUM_CONTENT


async def test_the_largest_content_is_stored_and_published(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    tests = [{"id": f"t{n}", "input": "", "expectedOutput": "ä" * 43_000, "visible": True} for n in range(3)]
    content = {
        "prompt": "☃" * 50_000,
        "tests": tests,
        "reference": {"language": "python", "source": "x" * 50_000},
        "starterCode": {"python": "ä" * 49_000, "javascript": "ä" * 49_000},
    }
    stage.sandbox.program("x" * 50_000, lambda stdin: prints("ä" * 43_000))
    raw = json.dumps({"content": SUM_CONTENT | content}, ensure_ascii=False).encode()
    created = await stage.call("create_question", as_=recruiter, raw=raw)
    await publish(stage, recruiter, created.data["id"])
    assert await stage.document(f"tenants/{recruiter.tenant_id}/questionVersions/{created.data['id']}:1") is not None


async def test_a_stale_version_is_refused_and_the_current_one_taken(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    read = await stage.call("get_question", as_=recruiter, path={"questionId": question_id})
    etag = read.headers["etag"]
    first = await update(stage, recruiter, question_id, {"title": "First"}, headers={"if-match": etag})
    assert first.status == 200
    late = await update(stage, recruiter, question_id, {"title": "Late"}, headers={"if-match": etag})
    assert (late.status, late.error["code"]) == (412, "stale_version")
    informed = await update(
        stage, recruiter, question_id, {"title": "Informed"}, headers={"if-match": first.headers["etag"]}
    )
    assert informed.data["content"]["title"] == "Informed"


async def test_a_question_being_validated_is_not_edited(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    await stage.call("publish_question", as_=recruiter, path={"questionId": question_id})
    answer = await update(stage, recruiter, question_id, {"title": "Meanwhile"})
    assert (answer.status, answer.error["code"]) == (409, "question_validating")


async def test_a_validation_that_never_ends_is_abandoned_by_an_edit(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await draft_question(stage, recruiter)
    await stage.call("publish_question", as_=recruiter, path={"questionId": question_id})
    stage.clock.advance(minutes=15)
    answer = await update(stage, recruiter, question_id, {"title": "Much later"})
    assert answer.data["status"] == "draft"
    await stage.settle()
    question = (await stage.call("get_question", as_=recruiter, path={"questionId": question_id})).data
    assert (question["status"], question["publishedVersion"]) == ("draft", 0)


async def test_a_published_version_stays_as_it_was(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    question_id = await published_question(stage, recruiter)
    path = f"tenants/{recruiter.tenant_id}/questionVersions/{question_id}:1"
    before = await stage.document(path)
    answer = await update(stage, recruiter, question_id, {"title": "Another title"})
    assert (answer.data["status"], answer.data["publishedVersion"]) == ("draft", 1)
    await stage.settle()
    assert await stage.document(path) == before
    assert before is not None
    assert before["content"]["title"] == SUM_CONTENT["title"]


async def test_a_viewer_may_not(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    viewer = await stage.member(Role.VIEWER, tenant_id=call.as_.tenant_id)
    answer = await stage.call("update_question", as_=viewer, path=call.path, body=call.body)
    assert answer.status == 403


async def test_labels_are_patched_and_leave_what_is_published_published(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await published_question(stage, recruiter)}
    for labels in ({"tags": ["old"], "difficulty": "easy"}, {"tags": ["New"], "skills": ["sql"]}):
        answer = await stage.call("update_question", as_=recruiter, path=path, body={"labels": labels})
    assert answer.data["labels"] == {"tags": ["new"], "skills": ["sql"], "difficulty": "easy"}
    assert (answer.data["status"], answer.data["publishedVersion"]) == ("published", 1)


async def test_a_version_keeps_the_labels_it_was_published_with(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await draft_question(stage, recruiter)}
    await stage.call("update_question", as_=recruiter, path=path, body={"labels": {"tags": ["first"]}})
    await publish(stage, recruiter, path["questionId"])
    await stage.call("update_question", as_=recruiter, path=path, body={"labels": {"tags": ["second"]}})
    [version] = await stage.documents("questionVersions")
    assert version["labels"]["tags"] == ["first"]


async def test_a_patch_of_nothing_changes_nothing(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    path = {"questionId": await published_question(stage, recruiter)}
    before = (await stage.call("get_question", as_=recruiter, path=path)).data
    assert (await stage.call("update_question", as_=recruiter, path=path, body={})).data == before
