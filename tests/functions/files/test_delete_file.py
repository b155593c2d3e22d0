import pytest

from shared.auth.roles import Role
from tests.fixtures.kept_files import NOTES, kept_file
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import sent_upload, stored_path

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"fileId": await kept_file(stage, recruiter)})


async def test_a_deleted_file_is_gone_and_its_content_follows(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    file_id = await kept_file(stage, recruiter)
    await stage.waiting()
    assert (await stage.call("delete_file", as_=recruiter, path={"fileId": file_id})).status == 204
    assert (await stage.call("get_file", as_=recruiter, path={"fileId": file_id})).status == 404
    assert (await stage.call("delete_file", as_=recruiter, path={"fileId": file_id})).status == 404
    [deleted] = await stage.waiting()
    assert (deleted.type, deleted.data["size"]) == ("uploads.file.deleted.v1", len(NOTES))
    assert await stage.deliver("remove_file_content", deleted) == 204
    assert await stage.files.stat(stored_path(recruiter, file_id)) is None


@pytest.mark.parametrize(("role", "status"), [(Role.VIEWER, 403), (Role.RECRUITER, 404), (Role.MANAGER, 204)])
async def test_anothers_file_is_for_managers_only(stage: Stage, role: Role, status: int) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    colleague = await stage.member(role, tenant_id=recruiter.tenant_id)
    path = {"fileId": await kept_file(stage, recruiter)}
    assert (await stage.call("delete_file", as_=colleague, path=path)).status == status


async def test_an_upload_for_something_else_is_not_deleted(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)
    assert (await stage.call("delete_file", as_=recruiter, path={"fileId": upload_id})).status == 404
    assert len(await stage.documents("uploads")) == 1


async def test_its_storage_is_free_again(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    file_id = await kept_file(stage, recruiter)
    assert sum(each["storageBytes"] for each in await stage.documents("usage")) == len(NOTES)
    await stage.call("delete_file", as_=recruiter, path={"fileId": file_id})
    assert sum(each["storageBytes"] for each in await stage.documents("usage")) == 0
