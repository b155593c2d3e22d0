import pytest

from tests.fixtures.answer_files import PDF, announce_file, complete_file, sent_file
from tests.fixtures.attempts import attempt_of_kinds, respond
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_of_kinds(stage, "file_upload")
    path = {**sitting.answer_path(), "uploadId": await sent_file(stage, sitting)}
    return Arranged(as_=sitting.candidate, path=path)


async def test_a_sent_file_is_taken_in_and_again_without_effect(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.arranged("complete_answer_upload", call)
    assert (first.status, first.data["status"], first.data["size"]) == (200, "complete", len(PDF))
    stage.clock.advance(minutes=1)
    assert (await stage.arranged("complete_answer_upload", call)).data == first.data


async def test_what_was_not_sent_or_is_something_else_is_not_taken_in(stage: Stage) -> None:
    sitting = await attempt_of_kinds(stage, "file_upload")
    announced = (await announce_file(stage, sitting)).data["upload"]["id"]
    assert (await complete_file(stage, sitting, announced)).error["code"] == "upload_not_sent"
    program = await sent_file(stage, sitting, content=b"#!/bin/sh\nrm -rf /\n")
    assert (await complete_file(stage, sitting, program)).error["code"] == "upload_mismatch"


async def test_only_a_complete_file_for_this_very_question_answers_it(stage: Stage) -> None:
    sitting = await attempt_of_kinds(stage, "file_upload", "file_upload")
    upload_id = await sent_file(stage, sitting)
    response = {"kind": "file_upload", "uploadId": upload_id}
    early = await respond(stage, sitting, 0, response)
    assert (early.status, early.error["code"]) == (409, "upload_not_complete")
    assert (await complete_file(stage, sitting, upload_id, 1)).status == 404
    await complete_file(stage, sitting, upload_id)
    assert (await respond(stage, sitting, 0, response)).status == 200
    for number, named in ((1, upload_id), (0, "nothing"), (0, "a/b")):
        answer = await respond(stage, sitting, number, response | {"uploadId": named}, revision=2)
        assert answer.status == 404, named
    assert (await respond(stage, sitting, 0, response | {"uploadId": ""}, revision=2)).status == 200
