"""Whatever a browser, a clipboard or a broken client sends: refused clearly, and what was saved stays."""

import json
from typing import Any

import pytest

from tests.fixtures.attempts import Sitting, attempt_of_kinds, respond, running_attempt, save
from tests.fixtures.stage import Answer, Stage

pytestmark = pytest.mark.anyio

PLACE = b"@"


async def saved_before(stage: Stage) -> Sitting:
    sitting = await running_attempt(stage)
    assert (await save(stage, sitting, revision=1, source="# before")).status == 200
    return sitting


async def sent(stage: Stage, sitting: Sitting, name: str, source: bytes) -> Answer:
    """Send raw bytes as a JSON string's content, by a save or a replay."""
    response = {"kind": "coding", "language": "python", "source": "@"}
    revision = {"revision": 2, "response": response}
    if name == "save_answer":
        raw = json.dumps(revision).encode().replace(PLACE, source)
        return await stage.call(name, as_=sitting.candidate, path=sitting.answer_path(), raw=raw)
    replayed = {"revisions": [{"questionId": sitting.question_ids[0], **revision}]}
    raw = json.dumps(replayed).encode().replace(PLACE, source)
    return await stage.call(name, as_=sitting.candidate, path=sitting.path, raw=raw)


@pytest.mark.parametrize("name", ["save_answer", "replay_answers"])
@pytest.mark.parametrize(
    ("source", "status", "code"),
    [
        (b"x" * 10_000_000, 413, "payload_too_large"),
        (b"x" * 60_000, 400, "invalid_input"),
        (b"a\\u0000b", 400, "invalid_input"),
        (b"a\x00b", 400, "malformed_json"),
        (b"\\ud800", 400, "malformed_json"),
        (b"\\udc00 alone", 400, "malformed_json"),
        (b"\x7fELF\x02\x01\xff\xfe", 400, "malformed_json"),
        (b"\xed\xa0\x80", 400, "malformed_json"),
    ],
    ids=["10 MB", "60 kB", "NUL", "raw NUL", "high surrogate", "low surrogate", "binary", "surrogate in UTF-8"],
)
async def test_what_no_answer_can_hold_is_refused_and_what_was_saved_stays(
    stage: Stage, name: str, source: bytes, status: int, code: str
) -> None:
    sitting = await saved_before(stage)
    before = await stage.documents("answers")
    answer = await sent(stage, sitting, name, source)
    assert (answer.status, answer.error["code"]) == (status, code)
    assert await stage.documents("answers") == before
    assert (await save(stage, sitting, revision=2)).status == 200


@pytest.mark.parametrize("text", ["\x07\x1b[31m", "\ufeff\u200b\ufffe", "\U0001f468\u200d\U0001f469", "\u202e", "\r\n"])
async def test_odd_but_possible_text_is_kept_to_the_letter(stage: Stage, text: str) -> None:
    sitting = await attempt_of_kinds(stage, "free_text")
    response: dict[str, Any] = {"kind": "free_text", "text": text}
    assert (await respond(stage, sitting, 0, response)).status == 200
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    assert seen.data["questions"][0]["answer"]["response"]["text"] == text


async def test_an_attempt_goes_on_when_its_assessment_is_archived(stage: Stage) -> None:
    sitting = await saved_before(stage)
    await stage.call("archive_assessment", as_=sitting.recruiter, path={"assessmentId": sitting.assessment_id})
    assert (await save(stage, sitting, revision=2)).status == 200
    stage.clock.advance(minutes=60, seconds=5)
    await stage.settle()
    [attempt] = await stage.documents("attempts")
    assert (attempt["status"], attempt["points"]) == ("scored", "10.00")


@pytest.mark.parametrize("date", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"])
async def test_a_clients_clock_changes_nothing(stage: Stage, date: str) -> None:
    sitting = await running_attempt(stage)
    body = {"revision": 1, "response": {"kind": "coding", "language": "python", "source": "print(1)"}}
    answer = await stage.call(
        "save_answer", as_=sitting.candidate, path=sitting.answer_path(), body=body, headers={"date": date}
    )
    assert answer.data["savedAt"] == "2026-03-02T09:00:00Z"
