import json
from collections.abc import Sequence
from typing import Any

import pytest

from functions.questions.import_question_rows import BATCH
from shared.auth.roles import Role
from shared.domain.questions.events import QuestionFileReceived
from shared.errors import DependencyUnavailable
from tests.fixtures.examples import OTHER_KINDS, SUM_CONTENT
from tests.fixtures.question_files import CSV, JSON, YAML, imported_file, imported_rows, uploaded_file
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

NUMBER: dict[str, Any] = {"externalId": "n1", "labels": {"tags": ["Circles"]}, "content": OTHER_KINDS["numeric"]}
TABLE = """\ufeffexternal_id;kind;title;prompt;tags;difficulty;choices;correct;credit;expected;absolute;accepted
p1;multiple_choice;Primes;Which are prime?;numbers, warm-up;easy;"2
4
5";a, c;per_choice;;;
p2;numeric;Pi;How much is pi?;;;;;;3.14;0.01;
p3;free_text;Capital;Of France?;;;;;;;;Paris
p4;coding;Sum;Add.;;;;;;;;
"""


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await uploaded_file(stage, recruiter, b"[]")
    answer = await stage.call("import_questions", as_=recruiter, body={"uploadId": upload_id})
    stage.bus.waiting.clear()
    event = QuestionFileReceived(upload_id=upload_id, operation_id=answer.data["id"])
    return Arranged(event=event, tenant_id=recruiter.tenant_id)


async def test_good_rows_become_drafts_and_the_others_are_told_of(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    bad = {"content": SUM_CONTENT | {"title": "", "languages": []}}
    result = await imported_rows(stage, recruiter, NUMBER, bad, 7, {"content": SUM_CONTENT}, NUMBER)
    problems = [(each["row"], each["field"], each["code"]) for each in result.pop("problems")]
    assert result == {"created": 2, "updated": 0, "unchanged": 0, "refused": 3}
    assert problems == [
        (2, "/content/title", "string_too_short"),
        (2, "/content/languages", "too_short"),
        (3, "", "not_an_object"),
        (5, "", "duplicate_external_id"),
    ]
    drafts = {each["content"]["kind"]: each for each in await stage.documents("questions")}
    assert (drafts["numeric"]["externalId"], drafts["numeric"]["labels"]["tags"]) == ("n1", ["circles"])
    assert (drafts["coding"]["status"], drafts["coding"]["createdBy"]) == ("draft", recruiter.user_id)


async def test_the_same_file_again_changes_nothing_and_another_edits(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    await imported_rows(stage, recruiter, NUMBER)
    assert (await imported_rows(stage, recruiter, NUMBER))["unchanged"] == 1
    edited = NUMBER | {"content": NUMBER["content"] | {"title": "Disc"}}
    assert (await imported_rows(stage, recruiter, edited))["updated"] == 1
    [question] = await stage.documents("questions")
    assert question["content"]["title"] == "Disc"


async def test_a_file_that_is_delivered_twice_makes_each_question_once(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    rows = [*({"content": NUMBER["content"]} for _ in range(BATCH + 1)), NUMBER, {"content": {}}]
    upload_id = await uploaded_file(stage, recruiter, json.dumps(rows).encode())
    answer = await stage.call("import_questions", as_=recruiter, body={"uploadId": upload_id})
    event = QuestionFileReceived(upload_id=upload_id, operation_id=answer.data["id"])
    for _ in range(2):
        await stage.deliver("import_question_rows", stage.envelope(event, recruiter.tenant_id))
    operation = (await stage.call("get_operation", as_=recruiter, path={"operationId": answer.data["id"]})).data
    counts = (operation["result"]["created"], operation["result"]["refused"])
    assert (operation["status"], *counts) == ("succeeded", BATCH + 2, 1)
    assert len(await stage.documents("questions")) == BATCH + 2


async def test_a_delivery_that_stopped_half_way_is_gone_on_with(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    rows = [{"content": NUMBER["content"]} for _ in range(2 * BATCH)]
    upload_id = await uploaded_file(stage, recruiter, json.dumps(rows).encode())
    answer = await stage.call("import_questions", as_=recruiter, body={"uploadId": upload_id})
    event = QuestionFileReceived(upload_id=upload_id, operation_id=answer.data["id"])
    envelope, commit = stage.envelope(event, recruiter.tenant_id), stage.store.commit

    async def down_after_a_batch(writes: Sequence[Any], *args: Any, **kwargs: Any) -> Any:
        if any("/questions/" in write.path for write in writes) and await stage.documents("questions"):
            raise DependencyUnavailable("down")
        return await commit(writes, *args, **kwargs)

    stage.store.commit = down_after_a_batch
    await stage.deliver("import_question_rows", envelope)
    stage.store.commit = commit
    assert len(await stage.documents("questions")) == BATCH
    stage.clock.advance(minutes=5)
    assert await stage.deliver("import_question_rows", envelope) == 204
    operation = (await stage.call("get_operation", as_=recruiter, path={"operationId": answer.data["id"]})).data
    counts = (operation["result"]["created"], operation["result"]["unchanged"])
    assert (operation["status"], *counts) == ("succeeded", BATCH, BATCH)
    assert len(await stage.documents("questions")) == 2 * BATCH


async def test_more_rows_than_one_commit_takes_are_all_imported(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    result = await imported_rows(stage, recruiter, *(NUMBER | {"externalId": str(number)} for number in range(19)))
    assert result["created"] == len(await stage.documents("questions")) == 19


async def test_a_question_that_is_archived_is_told_of_and_stays(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    await imported_rows(stage, recruiter, NUMBER)
    [question] = await stage.documents("questions")
    await stage.call("archive_question", as_=recruiter, path={"questionId": question["id"]})
    result = await imported_rows(stage, recruiter, NUMBER | {"content": OTHER_KINDS["free_text"]})
    assert (result["refused"], result["problems"][0]["code"]) == (1, "question_archived")


async def test_a_table_holds_every_kind_but_programs(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    result = (await imported_file(stage, recruiter, TABLE.encode(), CSV))["result"]
    assert (result["created"], result["refused"]) == (3, 1)
    assert {each["row"] for each in result["problems"]} == {5}
    found = {each["externalId"]: each for each in await stage.documents("questions")}
    choice = found["p1"]["content"]
    assert ([each["text"] for each in choice["choices"]], choice["scoring"]["correct"]) == (["2", "4", "5"], ["a", "c"])
    assert choice["scoring"]["credit"] == "per_choice"
    assert found["p1"]["labels"] == {"tags": ["numbers", "warm-up"], "skills": [], "difficulty": "easy"}
    assert found["p2"]["content"]["scoring"]["expected"] == "3.14"
    assert found["p3"]["content"]["scoring"]["accepted"] == ["Paris"]


async def test_yaml_says_the_same_as_json(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    content = "{kind: free_text, title: Capital, prompt: 'Of France?', scoring: {manual: true}}"
    text = f"- externalId: c1\n  content: {content}\n".encode()
    assert (await imported_file(stage, recruiter, text, YAML))["result"]["created"] == 1


BOMB = b"- &a [x, x]\n" + b"".join(b"- &b%d [*a, *a]\n" % number for number in range(9))


@pytest.mark.parametrize(
    ("data", "content_type", "code"),
    [
        (b"{}", JSON, "malformed_json"),
        (b"[", JSON, "malformed_json"),
        (b"[NaN]", JSON, "malformed_json"),
        (b"[" * 100_000, JSON, "malformed_json"),
        (b"\xff\xfe[", JSON, "malformed_json"),
        (BOMB, YAML, "malformed_yaml"),
        (b"- !!python/object/apply:os.system [id]", YAML, "malformed_yaml"),
        (b"[" * 5_000, YAML, "malformed_yaml"),
        (b"- 9" + b"9" * 5_000, YAML, "malformed_yaml"),
        (b"title;colour\na;red\n", CSV, "unknown_column"),
        (b"[" + b"1," * 2_000 + b"1]", JSON, "too_many_rows"),
    ],
)
async def test_a_file_that_is_none_fails_with_its_reason_and_goes(
    stage: Stage, data: bytes, content_type: str, code: str
) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    operation = await imported_file(stage, recruiter, data, content_type)
    assert (operation["status"], operation["error"]["code"]) == ("failed", code)
    assert await stage.documents("questions") == await stage.documents("uploads") == []


@pytest.mark.parametrize("row", [{"content": None}, {"content": {"kind": "x"}}, {"extra": 1}, {"content": {"a": "\0"}}])
async def test_a_row_that_is_no_question_is_told_of(stage: Stage, row: dict[str, Any]) -> None:
    result = await imported_rows(stage, await stage.member(Role.RECRUITER), row)
    assert (result["refused"], {each["row"] for each in result["problems"]}) == (1, {1})


async def test_a_cancelled_import_takes_no_more_rows(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await uploaded_file(stage, recruiter, json.dumps([NUMBER]).encode())
    answer = await stage.call("import_questions", as_=recruiter, body={"uploadId": upload_id})
    await stage.call("cancel_operation", as_=recruiter, path={"operationId": answer.data["id"]})
    await stage.settle()
    assert await stage.documents("questions") == await stage.documents("uploads") == []


async def test_an_import_cancelled_between_two_batches_keeps_those_it_has_made(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    rows = [NUMBER | {"externalId": str(number)} for number in range(3 * BATCH)]
    upload_id = await uploaded_file(stage, recruiter, json.dumps(rows).encode())
    answer = await stage.call("import_questions", as_=recruiter, body={"uploadId": upload_id})
    path, commit = {"operationId": answer.data["id"]}, stage.store.commit

    async def cancelled_meanwhile(writes: Sequence[Any], *args: Any, **kwargs: Any) -> Any:
        committed = await commit(writes, *args, **kwargs)
        if any("/questions/" in write.path for write in writes):
            stage.store.commit = commit
            assert (await stage.call("cancel_operation", as_=recruiter, path=path)).status == 200
        return committed

    stage.store.commit = cancelled_meanwhile
    await stage.settle()
    operation = (await stage.call("get_operation", as_=recruiter, path=path)).data
    assert (operation["status"], len(await stage.documents("questions"))) == ("cancelled", BATCH)
    assert await stage.documents("uploads") == []
