import pytest

from shared.auth.roles import Role
from shared.domain.audit.events import ErasureRequested
from tests.fixtures.attempts import scored_attempt
from tests.fixtures.privacy import erased_member, exported_data
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin, _, erasure_id = await erased_member(stage)
    return Arranged(event=ErasureRequested(erasure_id=erasure_id), tenant_id=admin.tenant_id)


async def test_an_export_about_an_erased_candidate_goes_with_its_file(stage: Stage) -> None:
    sitting = await scored_attempt(stage)
    body = {"email": "carl@example.com"}
    export = await exported_data(stage, sitting.recruiter, "export_candidate_data", body)
    admin = await stage.member(Role.ADMIN, tenant_id=sitting.tenant_id)
    path = {"invitationId": sitting.invitation_id}
    assert (await stage.call("erase_candidate", as_=admin, path=path)).status == 202
    await stage.settle()
    assert await stage.files.stat(export.path) is None
    assert await stage.documents("personalDataExports") == []
