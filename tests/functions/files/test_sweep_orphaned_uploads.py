import pytest

from shared.auth.roles import Role
from shared.data.store import Delete
from tests.fixtures.kept_files import kept_file
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import stored_path

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def test_content_without_an_upload_goes_once_it_is_old_and_nothing_else_does(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    kept, orphan = await kept_file(stage, recruiter), await kept_file(stage, recruiter)
    elsewhere = f"tenants/{recruiter.tenant_id}/test-data/something"
    await stage.files.put(elsewhere, b"data", "text/plain")
    await stage.store.commit([Delete(stored_path(recruiter, orphan))])
    stage.clock.advance(hours=24, minutes=10)
    assert await stage.tick("sweep_orphaned_uploads") == 204
    assert await stage.files.stat(stored_path(recruiter, orphan)) is not None
    young = stored_path(recruiter, "young")
    stage.clock.advance(seconds=1)
    await stage.files.put(young, b"data", "text/plain")
    assert await stage.tick("sweep_orphaned_uploads") == 204
    assert await stage.files.stat(stored_path(recruiter, orphan)) is None
    for path in (stored_path(recruiter, kept), young, elsewhere):
        assert await stage.files.stat(path) is not None
