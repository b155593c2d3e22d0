import asyncio
import hashlib

import pytest

from shared.auth.roles import Role
from shared.errors import DependencyUnavailable
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage
from tests.fixtures.uploads import ZIP, announce, send, sent_upload, stored_path

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    return Arranged(as_=recruiter, path={"uploadId": await sent_upload(stage, recruiter)})


async def complete(stage: Stage, member: SignedIn, upload_id: str) -> Answer:
    return await stage.call("complete_upload", as_=member, path={"uploadId": upload_id})


async def test_what_was_sent_is_hashed_and_complete(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    content = ZIP + b"x" * 3_000_000
    upload_id = await sent_upload(stage, recruiter, content)
    answer = await complete(stage, recruiter, upload_id)
    assert (answer.data["status"], answer.data["expiresAt"]) == ("complete", None)
    assert answer.data["sha256"] == hashlib.sha256(content).hexdigest()
    [stored] = await stage.documents("uploads")
    assert stored["file"] == {"path": f"uploads/{upload_id}", "sha256": answer.data["sha256"], "size": len(content)}


async def test_completing_twice_changes_nothing(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)
    first = await complete(stage, recruiter, upload_id)
    stage.clock.advance(hours=30)
    again = await complete(stage, await stage.signed_in_again(recruiter), upload_id)
    assert again.data == first.data
    assert [each["action"] for each in await stage.documents("auditEntries")].count("complete_upload") == 1


async def test_two_at_once_complete_it_once(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)
    answers = await asyncio.gather(*(complete(stage, recruiter, upload_id) for _ in range(2)))
    assert answers[0].data == answers[1].data
    assert [each["action"] for each in await stage.documents("auditEntries")].count("complete_upload") == 1


async def test_nothing_sent_is_said_and_may_still_be_sent(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    ticket = await announce(stage, recruiter)
    answer = await complete(stage, recruiter, ticket["upload"]["id"])
    assert (answer.status, answer.error["code"]) == (409, "upload_not_sent")
    assert await send(stage, ticket) == 200
    assert (await complete(stage, recruiter, ticket["upload"]["id"])).status == 200


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (ZIP[:-1], "application/zip"),
        (ZIP, "text/html"),
        (b"<html>".ljust(len(ZIP)), "application/zip"),
        (b"PK\x05\x06".ljust(len(ZIP)), "application/zip"),
    ],
    ids=["size", "type", "no zip", "empty zip"],
)
async def test_something_else_than_was_announced_is_refused(stage: Stage, content: bytes, content_type: str) -> None:
    """Put there behind the signed URL's back, as a store could that does not enforce it."""
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = (await announce(stage, recruiter))["upload"]["id"]
    await stage.files.put(stored_path(recruiter, upload_id), content, content_type)
    answer = await complete(stage, recruiter, upload_id)
    assert (answer.status, answer.error["code"]) == (409, "upload_mismatch")
    [stored] = await stage.documents("uploads")
    assert stored["status"] == "pending"


async def test_after_a_day_it_is_too_late(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)
    stage.clock.advance(hours=24)
    answer = await complete(stage, await stage.signed_in_again(recruiter), upload_id)
    assert (answer.status, answer.error["code"]) == (409, "upload_expired")


async def test_anothers_upload_is_not_there(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)
    colleague = await stage.member(Role.OWNER, tenant_id=recruiter.tenant_id)
    answer = await complete(stage, colleague, upload_id)
    assert (answer.status, answer.error["code"]) == (404, "upload_not_found")


async def test_a_store_that_is_away_is_503_and_loses_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = await sent_upload(stage, recruiter)

    async def away(path: str) -> None:
        raise DependencyUnavailable("the file store does not answer")

    with monkeypatch.context() as patch:
        patch.setattr(stage.files, "stat", away)
        assert (await complete(stage, recruiter, upload_id)).status == 503
    assert (await complete(stage, recruiter, upload_id)).status == 200
