import pytest

from tests.fixtures.attempts import invited_candidate
from tests.fixtures.candidate_imports import asked_import, file_paths, operation, report, table, uploaded_table
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import announce

pytestmark = pytest.mark.anyio

MIXED = """Vorname;Nachname;E-Mail;Bemerkung
Ada;Lovelace;ada@example.com;"first; of
all"
Carl;Candidate;CARL@example.com;is invited already
Ada;Again;Ada@Example.com;the same mailbox
Bob;;bob.example.com;no address
;;nobody@example.com;no name
Eve;Extra;eve@example.com;one;too many
Jörg;Müller;jörg@münchen.example;
"""


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    upload_id = await uploaded_table(stage, sitting.recruiter, table(2))
    return Arranged(as_=sitting.recruiter, path={"assessmentId": sitting.assessment_id}, body={"uploadId": upload_id})


async def test_everybody_who_can_be_is_invited_and_each_row_has_its_outcome(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    member, answer = await asked_import(stage, MIXED.encode("cp1252"), sitting.recruiter, sitting.assessment_id)
    assert answer.status == 202
    await stage.settle()
    import_id = answer.data["id"]
    done = await operation(stage, member, import_id)
    counts = {"invited": 2, "already_invited": 1, "duplicate": 1, "invalid": 3}
    assert (done["status"], done["result"]["rows"], done["result"]["counts"]) == ("succeeded", 7, counts)
    outcomes = [(int(row["row"]), row["outcome"]) for row in await report(stage, member, import_id)]
    assert outcomes == [
        (2, "invited"),
        (3, "already_invited"),
        (4, "duplicate"),
        (5, "invalid"),
        (6, "invalid"),
        (7, "invalid"),
        (8, "invited"),
    ]
    names = {(each["email"], each["candidateName"]) for each in await stage.documents("invitations")}
    assert names >= {("ada@example.com", "Ada Lovelace"), ("jörg@münchen.example", "Jörg Müller")}
    assert {mail.to for mail in stage.mailer.sent} >= {"ada@example.com", "jörg@münchen.example"}


async def test_the_report_names_the_invitation_that_is_in_a_rows_way(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    member, answer = await asked_import(stage, MIXED.encode(), sitting.recruiter, sitting.assessment_id)
    await stage.settle()
    [row] = [each for each in await report(stage, member, answer.data["id"]) if each["outcome"] == "already_invited"]
    assert row["invitationId"] == sitting.invitation_id


async def test_nothing_but_the_report_is_kept_and_it_names_nobody(stage: Stage) -> None:
    member, answer = await asked_import(stage, table(100))
    await stage.settle()
    assert await file_paths(stage, member) == [f"candidate-import-reports/{answer.data['id']}"]
    kept = [*await stage.documents("candidateImports"), *await stage.documents("candidateImportPages")]
    assert "person" not in str(kept) + str(await report(stage, member, answer.data["id"]))
    assert await stage.documents("uploads") == []


async def test_a_dry_run_tells_and_changes_nothing(stage: Stage) -> None:
    member, answer = await asked_import(stage, table(3), dryRun=True)
    await stage.settle()
    done = await operation(stage, member, answer.data["id"])
    assert (done["status"], done["result"]["counts"]) == ("succeeded", {"ready": 3})
    assert await stage.documents("invitations") == []
    assert stage.mailer.sent == []


@pytest.mark.thorough
async def test_the_same_table_again_invites_nobody_twice(stage: Stage) -> None:
    member, first = await asked_import(stage, table(100))
    await stage.settle()
    _, second = await asked_import(stage, table(120), member, first.data["subjectId"])
    await stage.settle()
    done = await operation(stage, member, second.data["id"])
    assert done["result"]["counts"] == {"invited": 20, "already_invited": 100}
    assert len(await stage.documents("invitations")) == 120


async def test_an_upload_must_be_complete(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    ticket = await announce(stage, call.as_, purpose="candidate_import", contentType="text/csv")
    body = {"uploadId": ticket["upload"]["id"]}
    answer = await stage.call("import_candidates", as_=call.as_, path=call.path, body=body)
    assert (answer.status, answer.error["code"]) == (409, "upload_not_complete")


async def test_nobody_is_imported_into_an_archived_assessment(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_assessment", as_=call.as_, path=call.path)
    answer = await stage.arranged("import_candidates", call)
    assert (answer.status, answer.error["code"]) == (409, "assessment_not_active")
