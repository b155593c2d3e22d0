"""firestore.rules, tried as a browser would, with real tokens."""

from collections.abc import Iterator

import httpx
import jwt
import pytest

from tests.fixtures.http import Company, new_company
from tools.demo.api import until
from tools.demo.play import PASSWORD
from tools.stack import Stack


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    return new_company(http, stack.inbox_url)


@pytest.fixture(scope="module")
def other(stack: Stack, http: httpx.Client) -> Company:
    return new_company(http, stack.inbox_url)


@pytest.fixture(scope="module")
def sitting(company: Company) -> tuple[str, str]:
    _, token, attempt = company.candidate()
    return token, attempt


@pytest.fixture(scope="module")
def followed(company: Company) -> tuple[str, str, str]:
    """A candidate's token, their practice run and the run that scored the same answer."""
    candidate, token, attempt = company.candidate()
    question = company.questions[0]
    source = {"language": "python", "source": "print(6)\n"}
    answer = f"/v1/attempts/{attempt}/answers/{question}"
    practice = candidate.post(f"{answer}/run", source, expect=202)["runId"]
    candidate.put(answer, {"revision": 1, "response": {"kind": "coding", **source}})
    candidate.post(f"/v1/attempts/{attempt}/finish")
    scored = f"/v1/attempts?assessmentId={company.assessment}&status=scored"
    until(lambda: company.recruiter.get(scored) or None, "the score")
    return token, practice, f"{attempt}:{question}"


class Browser:
    """Firestore's REST interface, as somebody with an ID token sees it."""

    def __init__(self, stack: Stack, token: str | None) -> None:
        host = stack.environment["FIRESTORE_EMULATOR_HOST"]
        self.root = f"http://{host}/v1/projects/demo-ella/databases/(default)/documents"
        self.headers = {"authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str) -> int:
        return httpx.get(f"{self.root}/{path}", headers=self.headers, trust_env=False).status_code

    def write(self, path: str) -> int:
        body = {"fields": {"status": {"stringValue": "scored"}}}
        return httpx.patch(f"{self.root}/{path}", json=body, headers=self.headers, trust_env=False).status_code

    def list_in_room(self, tenant: str, collection: str, reader: str | None) -> int:
        """List what is in a room, of what one reader may listen to if one is named."""
        conditions = [("roomId", "EQUAL", "room"), ("readers", "ARRAY_CONTAINS", reader)][: 2 if reader else 1]
        filters = [
            {"fieldFilter": {"field": {"fieldPath": field}, "op": operator, "value": {"stringValue": value}}}
            for field, operator, value in conditions
        ]
        where = {"compositeFilter": {"op": "AND", "filters": filters}}
        query = {"from": [{"collectionId": collection}], "where": where}
        url, body = f"{self.root}/tenants/{tenant}:runQuery", {"structuredQuery": query}
        return httpx.post(url, json=body, headers=self.headers, trust_env=False).status_code

    def list_where(self, tenant: str, collection: str, field: str | None = None, value: str = "") -> int:
        query: dict = {"from": [{"collectionId": collection}]}
        if field:
            query["where"] = {
                "fieldFilter": {"field": {"fieldPath": field}, "op": "EQUAL", "value": {"stringValue": value}}
            }
        answer = httpx.post(
            f"{self.root}/tenants/{tenant}:runQuery",
            json={"structuredQuery": query},
            headers=self.headers,
            trust_env=False,
        )
        return answer.status_code


def status_path(company: Company, attempt: str) -> str:
    return f"tenants/{company.tenant_id}/attemptStatus/{attempt}"


def test_a_candidate_reads_their_own_attempt_status(stack: Stack, company: Company, sitting: tuple[str, str]) -> None:
    token, attempt = sitting
    assert Browser(stack, token).get(status_path(company, attempt)) == 200


def test_whoever_comes_back_after_the_end_listens_to_nothing(stack: Stack, company: Company) -> None:
    candidate, _, attempt = company.candidate()
    candidate.post(f"/v1/attempts/{attempt}/finish")
    _, token = company.returning()
    assert Browser(stack, token).get(status_path(company, attempt)) == 403


def test_another_candidate_of_the_same_tenant_does_not(
    stack: Stack, company: Company, sitting: tuple[str, str]
) -> None:
    _, token, _ = company.candidate()
    assert Browser(stack, token).get(status_path(company, sitting[1])) == 403


def test_a_recruiter_reads_their_tenants_attempt_status(
    stack: Stack, company: Company, sitting: tuple[str, str]
) -> None:
    browser = Browser(stack, company.recruiter_token)
    assert browser.get(status_path(company, sitting[1])) == 200
    assert browser.list_where(company.tenant_id, "attemptStatus") == 200


def test_another_tenants_recruiter_and_owner_do_not(
    stack: Stack, company: Company, other: Company, sitting: tuple[str, str]
) -> None:
    for token in (other.recruiter_token, other.owner_token):
        browser = Browser(stack, token)
        assert browser.get(status_path(company, sitting[1])) == 403
        assert browser.list_where(company.tenant_id, "attemptStatus") == 403


def test_a_candidate_follows_their_practice_run_and_not_the_one_that_scores_them(
    stack: Stack, company: Company, followed: tuple[str, str, str], sitting: tuple[str, str]
) -> None:
    token, practice, scoring = followed
    progress = f"tenants/{company.tenant_id}/runProgress"
    assert Browser(stack, token).get(f"{progress}/{practice}") == 200
    assert Browser(stack, token).get(f"{progress}/{scoring}") == 403
    assert Browser(stack, sitting[0]).get(f"{progress}/{practice}") == 403
    assert Browser(stack, None).get(f"{progress}/{practice}") == 403


def test_a_recruiter_follows_both_and_another_tenants_neither(
    stack: Stack, company: Company, other: Company, followed: tuple[str, str, str]
) -> None:
    _, practice, scoring = followed
    for run in (practice, scoring):
        path = f"tenants/{company.tenant_id}/runProgress/{run}"
        assert Browser(stack, company.recruiter_token).get(path) == 200
        assert Browser(stack, other.recruiter_token).get(path) == 403


def test_nobody_reads_without_a_token(stack: Stack, company: Company, sitting: tuple[str, str]) -> None:
    assert Browser(stack, None).get(status_path(company, sitting[1])) == 403


def test_a_candidate_can_not_list_what_is_not_theirs(stack: Stack, company: Company, sitting: tuple[str, str]) -> None:
    assert Browser(stack, sitting[0]).list_where(company.tenant_id, "attemptStatus") == 403


@pytest.mark.parametrize(
    "collection",
    ["questions", "questionVersions", "runs", "answers", "answerScores", "attempts", "attemptResults", "members",
     "auditEntries", "uploads", "outbox", "webhooks", "webhookDeliveries",
     "rooms", "roomSnapshots", "roomRecords", "invitations", "deliveries", "deadLetters", "tenant"],
)  # fmt: skip
def test_no_browser_reads_anything_else(
    stack: Stack, company: Company, sitting: tuple[str, str], collection: str
) -> None:
    for token in (sitting[0], company.recruiter_token, company.owner_token):
        browser = Browser(stack, token)
        assert browser.get(f"tenants/{company.tenant_id}/{collection}/{sitting[1]}") == 403
        assert browser.list_where(company.tenant_id, collection) == 403


@pytest.fixture(scope="module")
def operation(stack: Stack, company: Company) -> str:
    return stored_operation(stack, company.tenant_id, company.recruiter_token)


def stored_operation(stack: Stack, tenant: str, token: str) -> str:
    """Store an operation that somebody began, as a function would have; return its path."""
    path = f"tenants/{tenant}/operations/import"
    fields = {"createdBy": {"stringValue": user_id(token)}, "status": {"stringValue": "running"}}
    url, headers = f"{Browser(stack, None).root}/{path}", {"authorization": "Bearer owner"}  # which passes by the rules
    assert httpx.patch(url, json={"fields": fields}, headers=headers, trust_env=False).status_code == 200
    return path


def user_id(token: str) -> str:
    return jwt.decode(token, options={"verify_signature": False})["sub"]


def test_a_member_listens_to_their_own_operations(stack: Stack, company: Company, operation: str) -> None:
    browser = Browser(stack, company.recruiter_token)
    assert browser.get(operation) == 200
    mine = user_id(company.recruiter_token)
    assert browser.list_where(company.tenant_id, "operations", "createdBy", mine) == 200


def test_nobody_else_reads_an_operation(
    stack: Stack, company: Company, other: Company, sitting: tuple[str, str], operation: str
) -> None:
    author = user_id(company.recruiter_token)
    for token in (company.owner_token, other.recruiter_token, sitting[0], None):
        browser = Browser(stack, token)
        assert browser.get(operation) == 403
        assert browser.list_where(company.tenant_id, "operations", "createdBy", author) == 403
        assert browser.list_where(company.tenant_id, "operations") == 403
        assert browser.write(operation) == 403


def test_who_signed_in_past_ella_or_was_signed_out_listens_to_nothing(
    stack: Stack, http: httpx.Client, company: Company, sitting: tuple[str, str]
) -> None:
    path = status_path(company, sitting[1])
    email = jwt.decode(company.recruiter_token, options={"verify_signature": False})["email"]
    toolkit = f"http://{stack.environment['FIREBASE_AUTH_EMULATOR_HOST']}/identitytoolkit.googleapis.com/v1"
    body = {"email": email, "password": PASSWORD, "returnSecureToken": True}
    answer = httpx.post(f"{toolkit}/accounts:signInWithPassword?key=local", json=body, trust_env=False)
    assert Browser(stack, answer.json()["idToken"]).get(path) == 403
    token = company.demo.api.post("/v1/auth/sign-in", {"email": email, "password": PASSWORD})["accessToken"]
    assert Browser(stack, token).get(path) == 200
    signed_out = http.post("/v1/auth/sign-out", json={}, headers={"authorization": f"Bearer {token}"})
    assert signed_out.status_code == 204
    assert Browser(stack, token).get(path) == 403
    assert Browser(stack, company.recruiter_token).get(path) == 200


def stored_notification(stack: Stack, tenant: str, token: str) -> str:
    """Store a notification of somebody's, as a function would have; return its path."""
    path = f"tenants/{tenant}/notifications/one"
    fields = {"memberId": {"stringValue": user_id(token)}, "isRead": {"booleanValue": False}}
    url, headers = f"{Browser(stack, None).root}/{path}", {"authorization": "Bearer owner"}  # which passes by the rules
    assert httpx.patch(url, json={"fields": fields}, headers=headers, trust_env=False).status_code == 200
    return path


def test_a_member_listens_to_their_own_notifications_and_nobody_else_does(
    stack: Stack, company: Company, other: Company, sitting: tuple[str, str]
) -> None:
    path = stored_notification(stack, company.tenant_id, company.recruiter_token)
    mine = user_id(company.recruiter_token)
    browser = Browser(stack, company.recruiter_token)
    assert browser.get(path) == 200
    assert browser.list_where(company.tenant_id, "notifications", "memberId", mine) == 200
    assert browser.list_where(company.tenant_id, "notifications") == 403
    assert browser.write(path) == 403
    for token in (company.owner_token, other.recruiter_token, sitting[0], None):
        browser = Browser(stack, token)
        assert browser.get(path) == 403
        assert browser.list_where(company.tenant_id, "notifications", "memberId", mine) == 403


@pytest.mark.parametrize("collection", ["roomUpdates", "roomAwareness"])
def test_those_in_a_room_listen_to_what_is_written_in_it_and_nobody_else_does(
    stack: Stack, company: Company, other: Company, sitting: tuple[str, str], collection: str
) -> None:
    readers = [user_id(each) for each in (sitting[0], company.recruiter_token)]
    path = stored_in_room(stack, company.tenant_id, collection, readers)
    for token in (sitting[0], company.recruiter_token):
        browser = Browser(stack, token)
        assert browser.get(path) == 200
        assert browser.list_in_room(company.tenant_id, collection, user_id(token)) == 200
        assert browser.list_in_room(company.tenant_id, collection, None) == 403
        assert browser.write(path) == 403
    strangers = (company.owner_token, company.candidate()[1], other.recruiter_token, None)
    for token in strangers:
        browser = Browser(stack, token)
        assert browser.get(path) == 403
        assert browser.list_in_room(company.tenant_id, collection, readers[0]) == 403


def test_who_is_named_in_another_tenants_room_hears_nothing(
    stack: Stack, company: Company, other: Company, sitting: tuple[str, str]
) -> None:
    readers = [user_id(each) for each in (sitting[0], company.recruiter_token)]
    path = stored_in_room(stack, other.tenant_id, "roomUpdates", readers)
    for token in (sitting[0], company.recruiter_token):
        assert Browser(stack, token).get(path) == 403


def stored_in_room(stack: Stack, tenant: str, collection: str, readers: list[str]) -> str:
    """Store what somebody wrote in a room, as a function would have; return its path."""
    path = f"tenants/{tenant}/{collection}/room:tab"
    values = [{"stringValue": each} for each in readers]
    fields = {"roomId": {"stringValue": "room"}, "readers": {"arrayValue": {"values": values}}}
    url, headers = f"{Browser(stack, None).root}/{path}", {"authorization": "Bearer owner"}  # which passes by the rules
    assert httpx.patch(url, json={"fields": fields}, headers=headers, trust_env=False).status_code == 200
    return path


def test_who_is_no_member_hears_no_notification(stack: Stack, company: Company, other: Company) -> None:
    path = stored_notification(stack, other.tenant_id, company.recruiter_token)
    assert Browser(stack, company.recruiter_token).get(path) == 403


def test_who_is_no_member_listens_to_nothing(stack: Stack, company: Company, other: Company) -> None:
    path = stored_operation(stack, other.tenant_id, company.recruiter_token)
    assert Browser(stack, company.recruiter_token).get(path) == 403


def test_global_documents_are_nobodys(stack: Stack, company: Company) -> None:
    browser = Browser(stack, company.owner_token)
    for path in ("users/x", "reservations/x", "counters/x", "platform/x"):
        assert browser.get(path) == 403


def test_no_browser_writes(stack: Stack, company: Company, sitting: tuple[str, str]) -> None:
    for token in (sitting[0], company.recruiter_token, company.owner_token, None):
        browser = Browser(stack, token)
        assert browser.write(status_path(company, sitting[1])) == 403
        assert browser.write(f"tenants/{company.tenant_id}/members/intruder") == 403
