"""What an open listener still hears once its owner may not read any more: nothing, each change is judged anew."""

import asyncio
from collections.abc import Iterator

import httpx
import jwt
import pytest

from tests.fixtures.http import Company, new_company
from tests.fixtures.listeners import CUT, listening, one_document, whole_collection
from tools.demo.play import PASSWORD
from tools.stack import Stack

pytestmark = pytest.mark.anyio
PATIENCE = 30


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    return new_company(http, stack.inbox_url)


@pytest.fixture(scope="module")
def attempt(company: Company) -> str:
    return company.candidate()[2]


def a_recruiter(company: Company, name: str) -> str:
    """Have one more recruiter join; return their ID token."""
    company.demo.suffix = f"{company.demo.suffix.partition('-')[0]}-{name}"
    company.demo.recruiter(company.owner)
    email = f"recruiter-{company.demo.suffix}@example.com"
    return company.demo.api.post("/v1/auth/sign-in", {"email": email, "password": PASSWORD})["accessToken"]


@pytest.mark.parametrize("target", ["document", "collection"])
@pytest.mark.parametrize("ended", ["removed", "deactivated", "signed_out"])
async def test_who_may_not_read_any_more_hears_no_further_change(
    stack: Stack, http: httpx.Client, company: Company, attempt: str, ended: str, target: str
) -> None:
    address = stack.environment["FIRESTORE_EMULATOR_HOST"]
    collection = f"tenants/{company.tenant_id}/attemptStatus"
    path = f"{collection}/{attempt}"
    token = await asyncio.to_thread(a_recruiter, company, f"{ended}-{target}".replace("_", "-"))
    asked = one_document(path) if target == "document" else whole_collection(collection)

    def change(text: str) -> None:
        url = f"http://{address}/v1/projects/demo-ella/databases/(default)/documents/{path}"
        body, passing = {"fields": {"told": {"stringValue": text}}}, {"authorization": "Bearer owner"}
        mask = {"updateMask.fieldPaths": "told"}
        assert httpx.patch(url, params=mask, json=body, headers=passing, trust_env=False).is_success

    def end() -> None:
        member = jwt.decode(token, options={"verify_signature": False})["sub"]
        method, called, by = {
            "removed": ("DELETE", f"/v1/members/{member}", company.owner_token),
            "deactivated": ("POST", f"/v1/members/{member}/deactivate", company.owner_token),
            "signed_out": ("POST", "/v1/auth/sign-out", token),
        }[ended]
        body = None if method == "DELETE" else {}
        answer = http.request(method, called, json=body, headers={"authorization": f"Bearer {by}"})
        assert answer.is_success, answer.text

    async with listening(address, token, asked, "told") as heard:
        async with asyncio.timeout(PATIENCE):
            await heard.get()
            await asyncio.to_thread(change, f"before {ended} {target}")
            while await heard.get() != f"before {ended} {target}":
                pass
            await asyncio.to_thread(end)
            await asyncio.to_thread(change, "after")
            assert await heard.get() == CUT
