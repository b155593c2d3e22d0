import pytest

from shared.auth.roles import Role
from tests.fixtures.kept_files import NOTES, kept_file
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.uploads import announce, sent_upload

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    await kept_file(stage, recruiter)
    return Arranged(as_=recruiter)


async def listed(stage: Stage, member: SignedIn, **query: str) -> list[str]:
    return [each["id"] for each in (await stage.call("list_files", as_=member, query=query)).data]


async def test_complete_files_are_listed_newest_first_and_other_uploads_are_not(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    first = await kept_file(stage, recruiter)
    stage.clock.advance(seconds=1)
    second = await kept_file(stage, recruiter, name="more.txt")
    await announce(stage, recruiter, purpose="general", contentType="text/plain", size=1, fileName="pending.txt")
    package = await sent_upload(stage, recruiter)
    await stage.call("complete_upload", as_=recruiter, path={"uploadId": package})
    assert await listed(stage, recruiter) == [second, first]
    [newest, _] = (await stage.call("list_files", as_=recruiter)).data
    assert (newest["fileName"], newest["contentType"], newest["size"]) == ("more.txt", "text/plain", len(NOTES))


async def test_they_are_filtered_by_who_uploaded_them(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    colleague = await stage.member(Role.RECRUITER, tenant_id=recruiter.tenant_id)
    mine = await kept_file(stage, recruiter)
    await kept_file(stage, colleague)
    assert await listed(stage, colleague, createdBy=recruiter.user_id) == [mine]


async def test_another_tenants_files_are_not_seen(stage: Stage) -> None:
    await kept_file(stage, await stage.member(Role.RECRUITER))
    assert await listed(stage, await stage.member(Role.OWNER)) == []
