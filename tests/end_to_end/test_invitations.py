"""How candidates come in, on the running stack: a table of people, a public link, a reminder."""

from datetime import UTC, datetime, timedelta

import httpx

from tests.fixtures.http import Company, ended, new_company, uploaded
from tools.stack import running_stack

PEOPLE = 290


def table(suffix: str) -> bytes:
    """Return a table as a spreadsheet writes it: 300 rows, of which five are bad and five name somebody again."""
    rows = [f"person{number}-{suffix}@example.com;Person {number}" for number in range(PEOPLE)]
    bad = ["nobody;No Address", ";Empty", "a@b@example.com;Two", "x@example.com;", "y y@example.com;Space"]
    again = [f"PERSON{number}-{suffix}@example.com;Again" for number in range(5)]
    return b"\xef\xbb\xbf" + "\r\n".join(["E-Mail;Name", *rows, *bad, *again, ""]).encode()


def import_people(http: httpx.Client, company: Company) -> None:
    content = table(company.demo.suffix)
    announced = {"purpose": "candidate_import", "contentType": "text/csv", "fileName": "people.csv"}
    path = f"/v1/assessments/{company.assessment}/candidate-imports"
    operation = company.recruiter.post(
        path, {"uploadId": uploaded(http, company.recruiter, content, **announced)}, expect=202
    )
    assert ended(company.recruiter, operation)["counts"] == {"invited": PEOPLE, "invalid": 5, "duplicate": 5}
    for number in (0, 89, 90, PEOPLE - 1):
        company.demo.inbox.wait_for(f"person{number}-{company.demo.suffix}@example.com", "invites you")


def fill_a_public_link(http: httpx.Client, company: Company) -> None:
    path = f"/v1/assessments/{company.assessment}/public-links"
    link = company.recruiter.post(path, {"places": 2}, expect=201)
    token = link["url"].partition("token=")[2]
    people = [f"visitor{number}-{company.demo.suffix}@example.com" for number in range(3)]
    codes: list[str] = []
    for email in people:
        company.demo.api.post("/v1/public-links/places", {"token": token, "email": email, "name": "Vera Visitor"})
        text = company.demo.inbox.wait_for(email, "Your code")
        codes.append(next(line for line in text.splitlines() if line.isdigit()))
    statuses = [
        http.post("/v1/public-links/places/confirm", json={"token": token, "email": email, "code": code}).status_code
        for email, code in zip(people, codes, strict=True)
    ]
    assert statuses == [200, 200, 409]
    [listed] = company.recruiter.get("/v1/public-links")
    assert (listed["taken"], listed["places"]) == (2, 2)


def remind(company: Company) -> None:
    email = f"late-{company.demo.suffix}@example.com"
    ends = (datetime.now(UTC) + timedelta(days=1, seconds=20)).isoformat()
    company.recruiter.post(
        f"/v1/assessments/{company.assessment}/invitations",
        {"email": email, "name": "Lars Late", "expiresAt": ends},
        expect=201,
    )
    rules = {"beforeEndDays": [1], "quietFrom": "00:00", "quietUntil": "00:00"}
    company.recruiter.put(f"/v1/assessments/{company.assessment}/reminders", rules)
    company.demo.inbox.wait_for(email, "Reminder")


def test_candidates_come_by_a_table_by_a_public_link_and_are_reminded() -> None:
    environment = {"ELLA_RATE_LIMITS_SCALE": "1000", "ELLA_DEFAULT_PLAN": "business"}
    with (
        running_stack(backend="embedded", extra_environment=environment) as stack,
        httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http,
    ):
        company = new_company(http, stack.inbox_url)
        import_people(http, company)
        fill_a_public_link(http, company)
        remind(company)
