import pytest

from shared.auth.roles import Role
from shared.domain.uploads.events import UploadExpired
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import announce, sent_upload, stored_path

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)
    return Arranged(event=UploadExpired(upload_id=upload_id), tenant_id=recruiter.tenant_id)


async def test_what_nobody_completed_goes_with_its_file(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)
    await announce(stage, recruiter)
    stage.clock.advance(hours=24, minutes=9)
    assert await stage.settle() == []
    stage.clock.advance(minutes=1)
    await stage.settle()
    assert await stage.documents("uploads") == []
    assert await stage.files.stat(stored_path(recruiter, upload_id)) is None


async def test_what_is_complete_stays(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)
    await stage.call("complete_upload", as_=recruiter, path={"uploadId": upload_id})
    stage.clock.advance(hours=25)
    await stage.settle()
    [stored] = await stage.documents("uploads")
    assert stored["status"] == "complete"
    assert await stage.files.stat(stored_path(recruiter, upload_id)) is not None
