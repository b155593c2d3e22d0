from datetime import timedelta

import pytest

from shared.auth.roles import Role
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.uploads import PACKAGE, ZIP, announce, send, stored_path

pytestmark = pytest.mark.anyio
MIB = 1024 * 1024


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.RECRUITER), body=PACKAGE)


async def test_the_ticket_lets_its_holder_send_the_content_within_the_hour(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    ticket = await announce(stage, recruiter)
    upload = ticket["upload"]
    assert (upload["status"], upload["sha256"], upload["fileName"]) == ("pending", None, "questions.zip")
    assert await send(stage, ticket) == 200
    stored = await stage.files.stat(stored_path(recruiter, upload["id"]))
    assert stored is not None
    assert (stored.size, stored.content_type) == (len(ZIP), "application/zip")
    late = await announce(stage, recruiter)
    stage.clock.advance(hours=1)
    assert await send(stage, late) == 403


async def test_more_than_was_announced_is_not_taken(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    ticket = await announce(stage, recruiter)
    assert await send(stage, ticket, ZIP + b"x") == 413
    assert await stage.files.stat(stored_path(recruiter, ticket["upload"]["id"])) is None


async def test_it_is_stored_with_its_author_and_audited(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id = (await announce(stage, recruiter))["upload"]["id"]
    [stored] = await stage.documents("uploads")
    assert (stored["createdBy"], stored["expiresAt"]) == (recruiter.user_id, stage.clock.now() + timedelta(hours=24))
    [entry] = await stage.documents("auditEntries")
    assert (entry["action"], entry["target"]) == ("create_upload", {"uploadId": upload_id})


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"size": 64 * MIB + 1}, "/size", "too_large"),
        ({"contentType": "text/html"}, "/contentType", "content_type_not_allowed"),
        ({"size": 0}, "/size", "greater_than_equal"),
        ({"purpose": "wallpaper"}, "/purpose", "enum"),
        ({"fileName": "../secrets.zip"}, "/fileName", "string_pattern_mismatch"),
        ({"fileName": "a\r\nb"}, "/fileName", "string_pattern_mismatch"),
    ],
)
async def test_what_the_purpose_does_not_allow_is_named(
    stage: Stage, change: dict[str, object], pointer: str, code: str
) -> None:
    answer = await stage.call("create_upload", as_=await stage.member(Role.RECRUITER), body=PACKAGE | change)
    assert answer.status == 400
    assert [(each["pointer"], each["code"]) for each in answer.error["details"]] == [(pointer, code)]
    assert await stage.documents("uploads") == []


async def test_the_largest_package_is_allowed(stage: Stage) -> None:
    ticket = await announce(stage, await stage.member(Role.RECRUITER), size=64 * MIB)
    assert ticket["upload"]["size"] == 64 * MIB


async def test_a_purpose_needs_its_own_permission(stage: Stage) -> None:
    answer = await stage.call("create_upload", as_=await stage.member(Role.VIEWER), body=PACKAGE)
    assert (answer.status, answer.error["code"]) == (403, "permission_denied")
    assert "questions:write" in answer.error["message"]


async def test_a_signed_url_is_stored_nowhere(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    headers = {"idempotency-key": "key-1"}
    first = await stage.call("create_upload", as_=recruiter, body=PACKAGE, headers=headers)
    again = await stage.call("create_upload", as_=recruiter, body=PACKAGE, headers=headers)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.data == {"upload": first.data["upload"]}
    everything = str(await stage.snapshot())
    assert first.data["uploadRequest"]["url"].partition("signature=")[2] not in everything
    assert "signature=" not in everything


async def test_the_eleventh_upload_within_the_hour_waits(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    for _ in range(10):
        await announce(stage, recruiter)
    answer = await stage.call("create_upload", as_=recruiter, body=PACKAGE)
    assert (answer.status, answer.error["code"]) == (429, "rate_limited")
    await announce(stage, await stage.member(Role.RECRUITER, tenant_id=recruiter.tenant_id))
