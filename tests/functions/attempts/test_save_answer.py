import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from shared.data.store import Create, Hold, Update, Write
from shared.domain.attempts.receipt_verification import verify_receipts
from tests.fixtures.attempts import another_candidate, attempt_of_kinds, finish, respond, running_attempt, save
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    body = {"revision": 1, "response": {"kind": "coding", "language": "python", "source": "print(1)"}}
    return Arranged(as_=sitting.candidate, path=sitting.answer_path(), body=body)


async def stored(stage: Stage) -> dict[str, Any]:
    [answer] = await stage.documents("answers")
    return answer


async def test_a_save_is_acknowledged_with_its_revision(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await save(stage, sitting, revision=3, source="print(3)")
    assert answer.status == 200
    stated = {name: value for name, value in answer.data.items() if name != "receipt"}
    assert stated == {"questionId": sitting.question_ids[0], "revision": 3, "savedAt": "2026-03-02T09:00:00Z"}
    assert (await stored(stage))["response"]["source"] == "print(3)"


async def test_each_save_gives_the_next_receipt_of_its_chain(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    receipts = [(await save(stage, sitting, revision=each, source=f"# {each}")).data["receipt"] for each in (1, 2, 5)]
    receipts.append((await save(stage, sitting, 1)).data["receipt"])
    found = verify_receipts(receipts, seen.data["receiptKey"])
    assert (found.problems, found.gaps) == ([], [])
    lengths = {question_id: len(chain) for (_, question_id), chain in found.chains.items()}
    assert lengths == {sitting.question_ids[0]: 3, sitting.question_ids[1]: 1}


async def test_an_older_revision_never_overwrites_a_newer_one(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, revision=5, source="new")
    answer = await save(stage, sitting, revision=4, source="old")
    assert (answer.status, answer.error["code"]) == (409, "stale_revision")
    assert answer.error["details"] == {"currentRevision": 5}
    assert (await stored(stage))["response"]["source"] == "new"


async def test_autosaves_that_overtake_each_other_end_with_the_newest(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    revisions = [3, 1, 7, 2, 5, 6, 4]
    answers = await asyncio.gather(
        *(save(stage, sitting, revision=revision, source=f"print({revision})") for revision in revisions)
    )
    assert {answer.status for answer in answers} <= {200, 409}
    assert answers[revisions.index(7)].status == 200
    assert (await stored(stage))["response"]["source"] == "print(7)"


async def test_a_repeated_save_is_acknowledged_again(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    first = await save(stage, sitting, revision=2)
    stage.clock.advance(seconds=5)
    again = await save(stage, sitting, revision=2)
    assert again.status == 200
    assert again.data == first.data


async def test_one_revision_never_means_two_things(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, revision=2, source="one")
    for change in ({"source": "two"}, {"source": "one", "language": "javascript"}):
        answer = await save(stage, sitting, revision=2, **change)
        assert (answer.status, answer.error["code"]) == (409, "revision_conflict")
        assert answer.error["details"] == {"currentRevision": 2}
    assert (await stored(stage))["response"]["source"] == "one"


async def test_questions_have_revisions_of_their_own(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    await save(stage, sitting, 0, revision=9)
    assert (await save(stage, sitting, 1, revision=1)).status == 200


async def test_it_costs_one_read_one_commit_one_document_and_a_hold(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting = await running_attempt(stage)
    committed: list[Sequence[Write]] = []
    commit = stage.store.commit

    async def recording(writes: Sequence[Write]) -> dict[str, str]:
        committed.append(writes)
        return await commit(writes)

    monkeypatch.setattr(stage.store, "commit", recording)
    for revision, kind in ((1, Create), (2, Update)):
        committed.clear()
        reads, commits = stage.store.reads, stage.store.commits
        assert (await save(stage, sitting, revision=revision)).status == 200
        assert (stage.store.reads - reads, stage.store.commits - commits) == (1, 1)
        [writes] = committed
        assert {type(write) for write in writes} == {Hold, kind}
        assert len(writes) == 2


async def test_saves_are_not_audited_and_say_nothing_to_anybody(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    entries, published = len(await stage.documents("auditEntries")), len(stage.bus.published)
    await save(stage, sitting)
    assert len(await stage.documents("auditEntries")) == entries
    assert len(stage.bus.published) == published


async def test_a_save_in_the_seconds_of_grace_counts(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=60, seconds=5)
    late = await stage.candidate(sitting.tenant_id, sitting.invitation_id)
    assert (await save(stage, replace(sitting, candidate=late))).status == 200


async def test_after_that_it_is_too_late(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=60, seconds=6)
    late = await stage.candidate(sitting.tenant_id, sitting.invitation_id)
    answer = await save(stage, replace(sitting, candidate=late))
    assert (answer.status, answer.error["code"]) == (409, "attempt_deadline_passed")
    assert await stage.documents("answers") == []


async def test_a_closed_attempt_takes_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, revision=1, source="before")
    await finish(stage, sitting)
    answer = await save(stage, sitting, revision=2, source="after")
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")
    assert (await stored(stage))["response"]["source"] == "before"


@pytest.mark.parametrize("pause", range(0, 9))
async def test_what_is_acknowledged_while_the_attempt_closes_is_scored(stage: Stage, pause: int) -> None:
    sitting = await running_attempt(stage)

    async def finish_soon() -> None:
        for _ in range(pause):
            await asyncio.sleep(0)
        assert (await finish(stage, sitting)).status == 200

    saves = [save(stage, sitting, revision=revision, source=f"# {revision}") for revision in range(1, 9)]
    *answers, _ = await asyncio.gather(*saves, finish_soon())
    assert {answer.status for answer in answers} <= {200, 409}
    acknowledged = [revision for revision, answer in enumerate(answers, 1) if answer.status == 200]
    await stage.settle(but=["execute_run"])
    runs = [run for run in await stage.documents("runs") if run["purpose"] == "scoring"]
    assert [run["source"] for run in runs] == ([f"# {max(acknowledged)}"] if acknowledged else [])


async def test_a_question_of_another_assessment_is_not_there(stage: Stage) -> None:
    sitting, other = await running_attempt(stage), await running_attempt(stage)
    path = {"attemptId": sitting.invitation_id, "questionId": other.question_ids[0]}
    body = {"revision": 1, "response": {"kind": "coding", "language": "python", "source": "print(1)"}}
    answer = await stage.call("save_answer", as_=sitting.candidate, path=path, body=body)
    assert (answer.status, answer.error["code"]) == (404, "question_not_found")


async def test_nobody_writes_in_another_candidates_attempt(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    other = await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.call("start_attempt", as_=other.candidate)
    answer = await save(stage, replace(sitting, candidate=other.candidate))
    assert (answer.status, answer.error["code"]) == (404, "attempt_not_found")
    assert await stage.documents("answers") == []


async def test_a_language_the_question_does_not_allow_is_named(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await save(stage, sitting, language="cobol")
    assert answer.status == 400
    assert answer.error["details"][0]["code"] == "language_not_allowed"


async def test_the_longest_source_is_50_000_characters(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    assert (await save(stage, sitting, revision=1, source="\u20ac" * 50_000)).status == 200
    answer = await save(stage, sitting, revision=2, source="x" * 50_001)
    assert answer.status == 400
    assert answer.error["details"][0]["pointer"] == "/response/source"


@pytest.mark.parametrize("revision", [0, -1, 2**53, 1.5, "1", True, None])
async def test_what_is_no_revision_is_bad_input(stage: Stage, revision: Any) -> None:
    sitting = await running_attempt(stage)
    answer = await save(stage, sitting, revision=revision)
    assert answer.status == 400
    assert answer.error["details"][0]["pointer"] == "/revision"


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("multiple_choice", {"kind": "multiple_choice", "chosen": ["a", "c"]}),
        ("multiple_choice", {"kind": "multiple_choice", "chosen": []}),
        ("numeric", {"kind": "numeric", "value": "3.14"}),
        ("free_text", {"kind": "free_text", "text": "Paris"}),
    ],
)
async def test_each_kind_of_question_has_its_kind_of_answer(stage: Stage, kind: str, response: dict[str, Any]) -> None:
    sitting = await attempt_of_kinds(stage, kind)
    answer = await respond(stage, sitting, 0, response)
    assert answer.status == 200, answer.body
    assert (await stored(stage))["response"] == response


@pytest.mark.parametrize(
    ("kind", "response", "pointer", "code"),
    [
        ("numeric", {"kind": "free_text", "text": "3"}, "/response/kind", "kind_mismatch"),
        ("numeric", {"kind": "numeric", "value": "1" * 101}, "/response/value", "string_too_long"),
        ("numeric", {"kind": "essay", "text": "3"}, "/response", "union_tag_invalid"),
        ("numeric", {"value": "3"}, "/response", "union_tag_not_found"),
        ("multiple_choice", {"kind": "multiple_choice", "chosen": ["a", "z"]}, "/response/chosen/1", "choice_unknown"),
        ("multiple_choice", {"kind": "multiple_choice", "chosen": ["a", "a"]}, "/response/chosen/1", "choice_unknown"),
        ("free_text", {"kind": "free_text", "text": "x" * 101}, "/response/text", "string_too_long"),
    ],
)
async def test_what_the_question_does_not_take_is_refused(
    stage: Stage, kind: str, response: dict[str, Any], pointer: str, code: str
) -> None:
    sitting = await attempt_of_kinds(stage, kind)
    answer = await respond(stage, sitting, 0, response)
    assert answer.status == 400
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [(pointer, code)]
    assert await stage.documents("answers") == []
