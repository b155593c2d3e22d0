import pytest

from shared.domain.invitations.events import CandidateImportReceived
from tests.fixtures.candidate_imports import asked_import, file_paths, operation, table
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member, answer = await asked_import(stage, table(2))
    event = CandidateImportReceived(import_id=answer.data["id"])
    return Arranged(as_=member, event=event, tenant_id=member.tenant_id)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"E-Mail,Name\n", "empty_table"),
        (b"mobile,name\n1,Ada\n", "column_missing"),
        (b"email,first name\nada@example.com,Ada\n", "column_missing"),
        (b"email,E-mail,Email,name\n", "duplicate_column"),
        (b"PK\x03\x04" + b"\x00\xff" * 300, "empty_table"),
    ],
)
async def test_what_is_no_table_of_people_is_refused(stage: Stage, content: bytes, code: str) -> None:
    member, answer = await asked_import(stage, content)
    await stage.settle()
    done = await operation(stage, member, answer.data["id"])
    assert (done["status"], done["error"]["code"]) == ("failed", code)
    assert await file_paths(stage, member) == []


async def test_a_refused_table_must_be_uploaded_again(stage: Stage) -> None:
    member, answer = await asked_import(stage, b"mobile,name\n1,Ada\n")
    await stage.settle()
    path = {"operationId": answer.data["id"]}
    assert (await stage.call("retry_operation", as_=member, path=path)).status == 202
    await stage.settle()
    done = await operation(stage, member, answer.data["id"])
    assert (done["status"], done["error"]["code"]) == ("failed", "upload_gone")


async def test_a_cancelled_import_is_not_read_and_its_table_goes(stage: Stage) -> None:
    member, answer = await asked_import(stage, table(2))
    await stage.call("cancel_operation", as_=member, path={"operationId": answer.data["id"]})
    await stage.settle()
    assert await stage.documents("invitations") == []
    assert await stage.documents("uploads") == []
    assert await file_paths(stage, member) == [f"candidate-import-reports/{answer.data['id']}"]
