"""Platform staff on the embedded stack: they list tenants, announce, suspend and resume, and their log says so."""

import httpx
import jwt

from shared.runtime.callers import STAFF_CLAIM
from tests.fixtures.http import sign_up
from tools.demo.api import Api, Inbox, UnexpectedAnswer, until
from tools.demo.play import Demo
from tools.stack import Stack, running_stack

SIGNING_KEY = "a key of this test alone, 32 bytes and more"


def test_staff_list_suspend_and_resume_tenants_and_tell_them_of_things() -> None:
    with running_stack(backend="embedded", extra_environment={"ELLA_SIGNING_KEY": SIGNING_KEY}) as embedded:
        play(embedded)


def play(stack: Stack) -> None:
    """Do what staff do with a company that has just signed up."""
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        signed_up = sign_up(demo)
        owner, tenant_id = demo.api.signed_in(signed_up["accessToken"]), signed_up["tenantId"]
        owner.call("GET", "/v1/platform/tenants", expect=403)
        operator = sign_up(Demo(demo.api, demo.inbox))
        staff = demo.api.signed_in(as_staff(operator["accessToken"]))
        listed = {each["id"] for each in staff.get("/v1/platform/tenants")}
        assert listed == {tenant_id, operator["tenantId"]}
        assert staff.get("/v1/platform/dead-letters") == []

        said = {"title": "Maintenance", "text": "We are back at nine.", "severity": "warning"}
        announced = staff.post("/v1/platform/announcements", said, expect=201)
        assert titles(owner) == ["Maintenance"]
        staff.post(f"/v1/platform/announcements/{announced['id']}/end")
        assert titles(owner) == []

        staff.post(f"/v1/platform/tenants/{tenant_id}/suspend", {"reason": "It sends spam."})
        until(lambda: answers(owner, 403) or None, "the tenant to be suspended for its members")
        staff.post(f"/v1/platform/tenants/{tenant_id}/resume")
        until(lambda: answers(owner, 201) or None, "the tenant to be open again")

        until(lambda: staff.get("/v1/platform/audit-entries") or None, "what staff did in the platform's own log")


def titles(owner: Api) -> list[str]:
    """Return what is announced to a member."""
    return [each["title"] for each in owner.get("/v1/announcements")["announcements"]]


def answers(owner: Api, status: int) -> bool:
    """Tell whether a member who makes something is answered so."""
    try:
        owner.call("POST", "/v1/apps", {"name": "Bot"}, expect=status)
    except UnexpectedAnswer:
        return False
    return True


def as_staff(access_token: str) -> str:
    """Return a person's token as the identity provider makes it once operators gave their account the claim."""
    claims = jwt.decode(access_token, SIGNING_KEY, algorithms=["HS256"], options={"verify_aud": False})
    return jwt.encode({**claims, STAFF_CLAIM: True}, SIGNING_KEY, algorithm="HS256")
