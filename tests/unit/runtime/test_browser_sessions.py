import pytest

from tests.fixtures.browsers import CSRF, SESSION, browser
from tests.fixtures.people import sign_up
from tests.fixtures.stage import Stage
from tests.fixtures.toys import call, create_note, list_notes, ping

pytestmark = pytest.mark.anyio


async def test_reading_needs_the_cookie_alone(stage: Stage) -> None:
    mine = await browser(stage, await stage.member())
    assert (await call(stage, list_notes, headers=mine.headers(None))).status == 200


async def test_a_change_needs_the_csrf_token(stage: Stage) -> None:
    mine = await browser(stage, await stage.member())
    missing = await call(stage, create_note, body={"text": "a"}, headers=mine.headers(None))
    assert (missing.status, missing.error["code"]) == (403, "csrf_token_missing")
    assert await stage.documents("notes") == []
    assert (await call(stage, create_note, body={"text": "a"}, headers=mine.headers())).status == 201


@pytest.mark.parametrize("token", ["x", "0" * 64, "é" * 32, " "])
async def test_another_token_is_wrong(stage: Stage, token: str) -> None:
    mine = await browser(stage, await stage.member())
    answer = await call(stage, create_note, body={"text": "a"}, headers=mine.headers(token))
    assert (answer.status, answer.error["code"]) == (403, "csrf_token_wrong")


async def test_a_token_planted_in_both_places_does_not_pass(stage: Stage) -> None:
    mine = await browser(stage, await stage.member())
    theirs = await browser(stage, await stage.member())
    for planted in ("planted", theirs.csrf):
        sent = mine.headers(planted) | {"cookie": f"{SESSION}={mine.session}; {CSRF}={planted}"}
        answer = await call(stage, create_note, body={"text": "a"}, headers=sent)
        assert (answer.status, answer.error["code"]) == (403, "csrf_token_wrong")


async def test_the_token_without_its_cookie_does_not_pass(stage: Stage) -> None:
    mine = await browser(stage, await stage.member())
    sent = mine.headers() | {"cookie": f"{SESSION}={mine.session}"}
    answer = await call(stage, create_note, body={"text": "a"}, headers=sent)
    assert (answer.status, answer.error["code"]) == (403, "csrf_token_wrong")


async def test_a_bearer_token_goes_before_the_cookie_and_needs_no_csrf_token(stage: Stage) -> None:
    mine, other = await browser(stage, await stage.member()), await stage.member()
    sent = mine.headers(None) | {"authorization": f"Bearer {other.token}", "x-tenant-id": other.tenant_id}
    answer = await call(stage, create_note, body={"text": "a"}, headers=sent)
    assert answer.status == 201
    [note] = await stage.documents("notes")
    assert note["tenantId"] == other.tenant_id
    forged = mine.headers() | {"authorization": "Bearer nonsense"}
    assert (await call(stage, list_notes, headers=forged)).status == 401


async def test_a_bad_cookie_is_401_where_somebody_must_be_signed_in_and_nothing_elsewhere(stage: Stage) -> None:
    sent = {"cookie": f"{SESSION}=nonsense"}
    refused = await call(stage, list_notes, headers=sent)
    assert (refused.status, refused.error["code"]) == (401, "invalid_token")
    assert (await call(stage, ping, headers=sent)).status == 200


async def test_an_ended_session_does_not_keep_anybody_from_signing_in(stage: Stage) -> None:
    owner = await sign_up(stage)
    mine = await browser(stage, owner)
    await stage.call("sign_out", headers=mine.headers(), body={})
    body = {"email": owner.email, "password": "correct horse battery staple"}
    assert (await stage.call("sign_in", headers=mine.headers(None), body=body)).status == 200
