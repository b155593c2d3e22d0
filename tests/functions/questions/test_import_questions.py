import pytest

from shared.auth.roles import Role
from tests.fixtures.question_files import uploaded_file
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import announce, complete_upload

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, body={"uploadId": await uploaded_file(stage, recruiter, b"[]")})


async def test_an_operation_begins_that_reads_the_file(stage: Stage) -> None:
    answer = await stage.arranged("import_questions", await arrange(stage))
    assert (answer.status, answer.data["kind"], answer.data["status"]) == (202, "question_import", "pending")


async def test_only_a_complete_file_of_questions_is_read(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    announced = {"purpose": "question_file", "contentType": "text/csv", "size": 9, "fileName": "q.csv"}
    pending = (await announce(stage, recruiter, **announced))["upload"]["id"]
    other = await complete_upload(stage, recruiter, b"a;b", purpose="general", contentType="text/csv", fileName="q.csv")
    for upload_id in (pending, other):
        answer = await stage.call("import_questions", as_=recruiter, body={"uploadId": upload_id})
        assert (answer.status, answer.error["code"]) == (409, "upload_not_complete")
