from dataclasses import replace
from typing import Any

import pytest

from shared.config import config
from tests.fixtures.browsers import CSRF, SESSION, browser, kept
from tests.fixtures.people import sign_up
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(), body={})


async def test_the_session_is_in_a_cookie_that_no_script_reads(stage: Stage) -> None:
    owner = await sign_up(stage)
    answer = await stage.call("create_session_cookie", as_=owner)
    session, csrf = sorted(answer.cookies, key=len, reverse=True)
    assert session.startswith(f"{SESSION}=")
    assert session.partition("; ")[2] == "Path=/; Max-Age=432000; SameSite=Lax; HttpOnly"
    assert csrf == f"{CSRF}={answer.data['csrfToken']}; Path=/; Max-Age=432000; SameSite=Lax"
    assert kept(answer)[SESSION] not in str(answer.body)


async def test_by_https_both_cookies_are_this_hosts_only(stage: Stage) -> None:
    stage.composition.config = replace(config(), public_url="https://ella.example.com")
    owner = await sign_up(stage)
    answer = await stage.call("create_session_cookie", as_=owner)
    for cookie in answer.cookies:
        assert cookie.startswith("__Host-ella-")
        assert "; Secure" in cookie
        assert "Domain" not in cookie
    sent = {"cookie": f"__Host-{SESSION}={kept(answer)[f'__Host-{SESSION}']}"}
    assert (await stage.call("verify_token", headers=sent)).data["user"]["id"] == owner.user_id
    planted = {"cookie": f"{SESSION}={kept(answer)[f'__Host-{SESSION}']}"}
    assert (await stage.call("verify_token", headers=planted)).status == 401


async def test_the_cookie_signs_in_and_says_which_session_it_is(stage: Stage) -> None:
    owner = await sign_up(stage)
    mine = await browser(stage, owner)
    assert (await stage.call("verify_token", headers=mine.headers())).data["user"]["id"] == owner.user_id
    [session] = (await stage.call("list_sign_in_sessions", headers=mine.headers())).data
    assert session["current"] is True


async def test_it_lasts_five_days(stage: Stage) -> None:
    owner = await sign_up(stage)
    answer = await stage.call("create_session_cookie", as_=owner)
    assert answer.data["expiresAt"] == "2026-03-07T09:00:00Z"
    sent = {"cookie": f"{SESSION}={kept(answer)[SESSION]}"}
    stage.clock.advance(days=5, seconds=-1)
    assert (await stage.call("verify_token", headers=sent)).status == 200
    stage.clock.advance(seconds=1)
    refused = await stage.call("verify_token", headers=sent)
    assert (refused.status, refused.error["code"]) == (401, "token_expired")


async def test_a_sign_in_of_more_than_five_minutes_ago_gets_none(stage: Stage) -> None:
    owner = await sign_up(stage)
    stage.clock.advance(minutes=5)
    assert (await stage.call("create_session_cookie", as_=owner)).status == 201
    stage.clock.advance(seconds=1)
    answer = await stage.call("create_session_cookie", as_=owner)
    assert (answer.status, answer.error["code"], answer.cookies) == (409, "recent_sign_in_required", [])


async def test_platform_staff_get_none(stage: Stage) -> None:
    staff = await stage.signed_in_again(await stage.member(), {"platformStaff": True})
    answer = await stage.call("create_session_cookie", as_=staff)
    assert (answer.status, answer.error["code"]) == (403, "no_cookies_for_staff")


async def test_candidates_get_none(stage: Stage) -> None:
    candidate = await stage.candidate(await stage.tenant(), "invitation")
    assert (await stage.call("create_session_cookie", as_=candidate)).status == 403


@pytest.mark.parametrize("place", ["authorization", "cookie"])
async def test_neither_stands_in_for_the_other(stage: Stage, place: str) -> None:
    owner = await sign_up(stage)
    mine = await browser(stage, owner)
    swapped: dict[str, Any] = {
        "authorization": {"authorization": f"Bearer {mine.session}"},
        "cookie": {"cookie": f"{SESSION}={owner.token}"},
    }
    assert (await stage.call("verify_token", headers=swapped[place])).status == 401


async def test_somebody_elses_tenant_is_closed_to_it(stage: Stage) -> None:
    mine = await browser(stage, await sign_up(stage))
    other = await stage.member()
    answer = await stage.call("list_members", headers=mine.headers() | {"x-tenant-id": other.tenant_id})
    assert (answer.status, answer.error["code"]) == (403, "not_a_member")


async def test_what_was_a_sign_in_session_is_none_after_it_ended(stage: Stage) -> None:
    owner = await sign_up(stage)
    mine = await browser(stage, owner)
    assert (await stage.call("list_members", headers=mine.headers())).status == 200
    answer = await stage.call("sign_out", headers=mine.headers(), body={})
    assert answer.status == 204
    assert kept(answer) == {SESSION: "", CSRF: ""}
    assert all("Max-Age=0" in cookie for cookie in answer.cookies)
    refused = await stage.call("verify_token", headers=mine.headers())
    assert (refused.status, refused.error["code"]) == (401, "signed_out")
    stage.clock.advance(seconds=30)
    assert (await stage.call("list_members", headers=mine.headers())).status == 401


async def test_a_session_revoked_elsewhere_ends_in_the_browser_too(stage: Stage) -> None:
    owner = await sign_up(stage)
    mine = await browser(stage, owner)
    elsewhere: SignedIn = await stage.signed_in_again(owner)
    [here] = [
        each["id"]
        for each in (await stage.call("list_sign_in_sessions", headers=mine.headers())).data
        if each["current"]
    ]
    await stage.call("revoke_sign_in_session", as_=elsewhere, path={"sessionId": here}, body={})
    assert (await stage.call("verify_token", headers=mine.headers())).status == 401
