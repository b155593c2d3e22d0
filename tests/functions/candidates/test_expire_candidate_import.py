import pytest

from shared.domain.invitations.events import CandidateImportExpired
from tests.fixtures.candidate_imports import asked_import, file_paths, operation, table
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member, answer = await asked_import(stage, table(2))
    await stage.settle()
    return Arranged(event=CandidateImportExpired(import_id=answer.data["id"]), tenant_id=member.tenant_id)


async def remains(stage: Stage, member: SignedIn) -> list[str]:
    documents = [*await stage.documents("candidateImports"), *await stage.documents("candidateImportPages")]
    return [*await file_paths(stage, member), *(each["id"] for each in documents)]


@pytest.mark.thorough
async def test_after_a_week_nothing_of_a_table_is_left_but_its_invitations(stage: Stage) -> None:
    member, _ = await asked_import(stage, table(200))
    await stage.settle()
    assert len(await remains(stage, member)) > 1
    stage.clock.advance(days=7)
    await stage.settle()
    assert await remains(stage, member) == []
    assert len(await stage.documents("invitations")) == 200


async def test_an_import_that_failed_keeps_its_rows_no_longer_than_it_can_be_tried_again(stage: Stage) -> None:
    member, answer = await asked_import(stage, table(200))
    await stage.settle(but=["invite_imported_candidates"])
    path = {"operationId": answer.data["id"]}
    assert (await stage.call("cancel_operation", as_=member, path=path, body={})).status == 200
    assert f"candidate-imports/{answer.data['id']}" in await file_paths(stage, member)
    stage.clock.advance(days=7)
    await stage.settle(but=["invite_imported_candidates", "write_candidate_import_report"])
    assert await remains(stage, member) == []


async def test_one_that_still_runs_is_left_for_another_day(stage: Stage) -> None:
    member, answer = await asked_import(stage, table(2))
    await stage.settle(but=["invite_imported_candidates"])
    call = CandidateImportExpired(import_id=answer.data["id"])
    assert await stage.deliver("expire_candidate_import", stage.envelope(call, member.tenant_id)) == 204
    assert f"candidate-imports/{answer.data['id']}" in await file_paths(stage, member)
    assert (await operation(stage, member, answer.data["id"]))["status"] == "running"


async def test_a_table_that_nobody_read_goes_with_its_upload(stage: Stage) -> None:
    member, answer = await asked_import(stage, table(2))
    path = {"operationId": answer.data["id"]}
    assert (await stage.call("cancel_operation", as_=member, path=path, body={})).status == 200
    stage.clock.advance(days=7)
    skipped = ["read_candidate_import", "write_candidate_import_report"]
    await stage.settle(but=skipped)
    assert await remains(stage, member) == []
