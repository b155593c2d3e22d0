import pytest

from shared.auth.roles import Role
from shared.domain.attempts.events import AttemptExportExpired
from tests.fixtures.attempts import Sitting, scored_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting, export_id = await written(stage)
    return Arranged(event=AttemptExportExpired(export_id=export_id), tenant_id=sitting.tenant_id)


async def written(stage: Stage) -> tuple[Sitting, str]:
    sitting = await scored_attempt(stage)
    operation = (await stage.call("export_score_bundle", as_=sitting.recruiter, path=sitting.path)).data
    await stage.settle()
    return sitting, operation["id"]


async def remains(stage: Stage, sitting: Sitting, export_id: str) -> tuple[bool, int]:
    stored = await stage.files.stat(f"tenants/{sitting.tenant_id}/attempt-exports/{export_id}")
    return stored is not None, len(await stage.documents("attemptExports"))


async def test_the_file_goes_with_its_document_after_a_week(stage: Stage) -> None:
    sitting, export_id = await written(stage)
    assert await remains(stage, sitting, export_id) == (True, 1)
    stage.clock.advance(days=7)
    await stage.settle()
    assert await remains(stage, sitting, export_id) == (False, 0)


async def test_it_goes_at_once_when_its_candidate_is_erased(stage: Stage) -> None:
    sitting, export_id = await written(stage)
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    answer = await stage.call("erase_candidate", as_=admin, path={"invitationId": sitting.invitation_id})
    assert answer.status == 202
    await stage.settle()
    assert await remains(stage, sitting, export_id) == (False, 0)
