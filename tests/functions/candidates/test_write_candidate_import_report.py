import pytest

from shared.domain.invitations.events import CandidateImportEnded
from tests.fixtures.candidate_imports import asked_import, report, table
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member, answer = await asked_import(stage, table(2))
    await stage.settle(but=["write_candidate_import_report"])
    event = CandidateImportEnded(import_id=answer.data["id"])
    return Arranged(as_=member, event=event, tenant_id=member.tenant_id)


async def test_rows_of_many_pages_are_in_order(stage: Stage) -> None:
    member, answer = await asked_import(stage, table(2_000), dryRun=True)
    await stage.settle()
    rows = [int(row["row"]) for row in await report(stage, member, answer.data["id"])]
    assert rows == list(range(2, 2_002))
