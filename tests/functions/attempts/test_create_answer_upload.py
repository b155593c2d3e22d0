from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.answer_files import DRAWING, announce_file
from tests.fixtures.attempts import attempt_of_kinds, finish
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_of_kinds(stage, "file_upload")
    return Arranged(as_=sitting.candidate, path=sitting.answer_path(), body=DRAWING)


async def test_a_candidate_gets_a_request_that_sends_the_file(stage: Stage) -> None:
    answer = await stage.arranged("create_answer_upload", await arrange(stage))
    assert answer.status == 201
    assert (answer.data["upload"]["purpose"], answer.data["upload"]["status"]) == ("answer", "pending")
    assert answer.data["uploadRequest"]["headers"]["content-type"] == "application/pdf"


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"contentType": "image/jpeg"}, "/contentType", "content_type_not_allowed"),
        ({"contentType": "text/html"}, "/contentType", "content_type_not_allowed"),
        ({"size": 1001}, "/size", "too_large"),
        ({"size": 0}, "/size", "greater_than_equal"),
        ({"fileName": "../x.pdf"}, "/fileName", "string_pattern_mismatch"),
    ],
)
async def test_only_what_the_question_takes_is_announced(
    stage: Stage, changes: dict[str, Any], pointer: str, code: str
) -> None:
    answer = await announce_file(stage, await attempt_of_kinds(stage, "file_upload"), **changes)
    assert answer.status == 400
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [(pointer, code)]
    assert await stage.documents("uploads") == []


async def test_a_question_of_another_kind_takes_no_file(stage: Stage) -> None:
    answer = await announce_file(stage, await attempt_of_kinds(stage, "numeric"))
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "content_type_not_allowed")


async def test_nothing_is_announced_once_the_attempt_has_ended(stage: Stage) -> None:
    sitting = await attempt_of_kinds(stage, "file_upload")
    await finish(stage, sitting)
    answer = await announce_file(stage, sitting)
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")


async def test_a_member_announces_no_answer(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    answer = await stage.call("create_upload", as_=owner, body={**DRAWING, "purpose": "answer"})
    assert answer.status == 403


async def test_an_upload_that_is_never_completed_goes(stage: Stage) -> None:
    await stage.arranged("create_answer_upload", await arrange(stage))
    stage.clock.advance(hours=25)
    await stage.settle()
    assert await stage.documents("uploads") == []
