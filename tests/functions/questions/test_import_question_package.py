import asyncio

import pytest

from shared.auth.roles import Role
from tests.fixtures.archives import package
from tests.fixtures.imports import uploaded
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import sent_upload

pytestmark = pytest.mark.anyio

NAME = "import_question_package"


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, body={"uploadId": await uploaded(stage, recruiter, package("leaky"))})


async def test_an_operation_begins_that_reads_the_package(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.arranged(NAME, call)
    assert call.as_ is not None
    assert call.body is not None
    assert answer.status == 202
    assert (answer.data["kind"], answer.data["status"]) == ("question_package_import", "pending")
    assert (answer.data["subjectId"], answer.data["createdBy"]) == (call.body["uploadId"], call.as_.user_id)
    [envelope] = stage.bus.waiting
    assert (envelope.type, envelope.data) == ("questions.package.received.v1", call.body)


async def test_an_upload_must_be_complete(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)
    answer = await stage.call(NAME, as_=recruiter, body={"uploadId": upload_id})
    assert (answer.status, answer.error["code"]) == (409, "upload_not_complete")


async def test_an_upload_that_is_not_there_is_not_found(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    answer = await stage.call(NAME, as_=recruiter, body={"uploadId": "nothing"})
    assert (answer.status, answer.error["code"]) == (404, "upload_not_found")


async def test_a_package_is_imported_once_at_a_time(stage: Stage) -> None:
    call = await arrange(stage)
    answers = await asyncio.gather(*(stage.arranged(NAME, call) for _ in range(3)))
    assert sorted(answer.status for answer in answers) == [202, 409, 409]
    assert {answer.error["code"] for answer in answers if answer.status == 409} == {"package_import_running"}
    assert len(await stage.documents("operations")) == 1


@pytest.mark.parametrize("language", ["", "english", "e1", "en-"])
async def test_a_natural_language_is_a_code(stage: Stage, language: str) -> None:
    call = await arrange(stage)
    assert call.body is not None
    answer = await stage.call(NAME, as_=call.as_, body={**call.body, "naturalLanguage": language})
    assert answer.status == 400
    assert answer.error["details"][0]["pointer"] == "/naturalLanguage"
