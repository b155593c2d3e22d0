import pytest

from shared.auth.roles import Role
from shared.domain.uploads.events import FileDeleted
from tests.fixtures.kept_files import kept_file
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import stored_path

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    file_id = await kept_file(stage, recruiter)
    event = FileDeleted(file_id=file_id, path=f"uploads/{file_id}", size=1)
    return Arranged(as_=recruiter, event=event, tenant_id=recruiter.tenant_id)


async def test_content_of_another_tenant_is_out_of_reach(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    assert isinstance(call.event, FileDeleted)
    elsewhere = await stage.tenant()
    assert await stage.deliver("remove_file_content", stage.envelope(call.event, elsewhere)) == 204
    assert await stage.files.stat(stored_path(call.as_, call.event.file_id)) is not None
