"""What the hiring team decides: who is reminded and granted time, graders who disagree, findings and appeals."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.fixtures.appeals import CONTESTABLE, WHY
from tests.fixtures.grading import ESSAY
from tests.fixtures.http import Company, new_company
from tests.fixtures.reviewing import admitted, scored, work
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.demo.api import token_in, until
from tools.demo.play import PASSWORD
from tools.stack import Stack


@pytest.fixture(scope="module")
def company(stack: Stack) -> Iterator[Company]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        company = new_company(client, stack.inbox_url)
        essay = company.demo.publish(company.recruiter, ESSAY)
        company.questions = [company.questions[0], essay]
        body = {
            "title": "Platform engineer",
            "timeLimitMinutes": 60,
            "recording": {"activity": True, "clipboard": True, "edits": True},
            "results": CONTESTABLE,
            "sections": [{"questions": [{"questionId": each, "points": "10"} for each in company.questions]}],
        }
        company.assessment = company.recruiter.post("/v1/assessments", body, expect=201)["id"]
        company.recruiter.post(f"/v1/assessments/{company.assessment}/activate")
        yield company


@pytest.fixture
def watch(stack: Stack, company: Company, browser: Browser) -> Iterator[Watch]:
    """The owner, signed in, at the invitations; others who gave points may not decide an appeal against them."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    watch = Watch.on(context)
    watch.page.goto(f"{stack.gateway_url}/candidates?assessment={company.assessment}")
    [email] = {each["email"] for each in company.owner.get("/v1/members") if each["role"] == "owner"}
    watch.page.get_by_label("E-mail").fill(email)
    watch.page.get_by_label("Password").fill(PASSWORD)
    press(watch.page, "Sign in")
    expect(watch.page.get_by_role("heading", name="Candidates")).to_be_visible(timeout=PATIENCE)
    yield watch
    context.close()


def invite(company: Company, name: str) -> str:
    """Invite somebody by the API; return their address."""
    email = f"{name.lower()}-{company.demo.suffix}@example.com"
    at = f"/v1/assessments/{company.assessment}/invitations"
    company.recruiter.post(at, {"email": email, "name": f"{name} Candidate"}, expect=201)
    return email


def test_candidates_are_reminded_granted_time_found_and_tagged(company: Company, watch: Watch) -> None:
    page = watch.page
    invite(company, "Nora")
    page.reload()
    press(page, "Reminders")
    page.get_by_label("Days after the invitation").fill("3, 7")
    watch.check("review-reminders")
    press(page, "Save reminders")
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)
    assert company.recruiter.get(f"/v1/assessments/{company.assessment}/reminders")["afterInvitationDays"] == [3, 7]

    page.get_by_label("Choose Nora Candidate").check()
    press(page, "Extra time")
    page.get_by_label("Extra time, in percent").fill("50")
    page.get_by_label("Breaks").fill("2")
    watch.check("review-accommodation")
    press(page, "Grant")
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)
    [invitation] = company.recruiter.get(f"/v1/invitations?assessmentId={company.assessment}")
    granted = company.recruiter.get(f"/v1/invitations/{invitation['id']}/accommodation")
    assert (float(granted["timeMultiplier"]), granted["breaks"], granted["breakMinutes"]) == (1.5, 2, 10)

    page.get_by_role("tab", name="People").click()
    page.get_by_role("button", name=re.compile("Nora Candidate")).click()
    person = page.get_by_role("dialog", name="Nora Candidate")
    person.get_by_label("Tags").fill("backend")
    page.keyboard.press("Enter")
    press(page, "Save")
    expect(person.get_by_role("button", name="Saved")).to_be_visible(timeout=PATIENCE)
    watch.check("review-person")
    press(page, "Close")
    expect(page.get_by_role("button", name=re.compile("Nora Candidate.*backend"))).to_be_visible(timeout=PATIENCE)
    until(lambda: company.recruiter.get("/v1/search/candidates?q=nora") or None, "the candidate to be found")
    page.get_by_label("Search").fill("nora")
    expect(page.get_by_role("button", name=re.compile("Nora Candidate"))).to_be_visible(timeout=PATIENCE)
    watch.check("review-people")


def test_what_graders_cannot_agree_on_and_what_candidates_contest_is_decided(
    stack: Stack, company: Company, watch: Watch
) -> None:
    page = watch.page
    email = invite(company, "Alma")
    candidate = admitted(company, email)
    attempt = candidate.post("/v1/attempts", expect=201)["id"]
    work(candidate, company, attempt)
    scored(company, attempt)
    disagree(company)

    page.goto(f"{stack.gateway_url}/attempts/{attempt}")
    page.get_by_role("button", name=re.compile("Queues")).click()
    expect(page.get_by_role("alert").filter(has_text="too far apart")).to_be_visible(timeout=PATIENCE)
    watch.check("review-disagreement")
    refer(company, watch)
    press(page, "Decide")
    expect(page.get_by_text("16 of 20 points")).to_be_visible(timeout=PATIENCE)
    review(watch)

    page.goto(f"{stack.gateway_url}/results?assessment={company.assessment}&tab=statistics")
    expect(page.get_by_text("1 of 1 would pass with 60 %.")).to_be_visible(timeout=PATIENCE)
    watch.check("review-cut-score")
    page.get_by_role("tab", name="Score anew").click()
    page.get_by_role("combobox", name="Question").click()
    page.get_by_role("option").first.click()
    press(page, "See what would change")
    expect(page.get_by_text(re.compile("0 would change, 1 stays the same"))).to_be_visible(timeout=PATIENCE)
    watch.check("review-rescore")

    company.recruiter.post(f"/v1/assessments/{company.assessment}/release", {}, expect=202)
    company.demo.inbox.wait_for(email, "Your result")
    at = f"/v1/attempts/{attempt}/questions/{company.questions[1]}/appeal"
    candidate.post(at, {"text": WHY}, expect=201)
    decide(watch, stack)
    appeal = company.recruiter.get("/v1/appeals")[0]
    assert (appeal["status"], appeal["reason"]) == ("upheld", "The example is there.")


def disagree(company: Company) -> None:
    """Have the owner and the recruiter mark the essay, far apart."""
    at = f"/v1/assessments/{company.assessment}/questions/{company.questions[1]}"
    criterion = {"id": "idea", "title": "The idea", "points": "10"}
    company.recruiter.put(f"{at}/rubric", {"rubric": {"criteria": [criterion]}})
    graders = {each["role"]: each["id"] for each in company.owner.get("/v1/members")}
    both = [graders["owner"], graders["recruiter"]]
    company.recruiter.post(f"{at}/graders", {"graderIds": both, "markers": 2}, expect=202)
    for grader, points in ((company.owner, "2"), (company.recruiter, "9")):
        [grading] = until(lambda each=grader: each.get("/v1/gradings?status=assigned") or None, "an answer to grade")
        marks = [{"criterionId": "idea", "points": points}]
        grader.post(f"/v1/gradings/{grading['id']}/submit", {"marks": marks, "comment": f"{points} for the idea."})


def refer(company: Company, watch: Watch) -> None:
    """Ask one more grader, who then finds the answer."""
    page = watch.page
    email = f"grace-{company.demo.suffix}@example.com"
    company.owner.post("/v1/members/invitations", {"email": email, "role": "recruiter"}, expect=201)
    joining = {"token": token_in(company.demo.inbox.wait_for(email, "join")), "password": PASSWORD}
    company.demo.api.post("/v1/members/invitations/accept", {**joining, "displayName": "Grace Grader"})
    signed_in = company.demo.api.post("/v1/auth/sign-in", {"email": email, "password": PASSWORD})
    page.reload()
    page.get_by_role("button", name=re.compile("Queues")).click()
    page.get_by_role("combobox", name="Or somebody else decides").click()
    expect(page.get_by_role("option")).to_have_count(1, timeout=PATIENCE)
    page.get_by_role("option", name="Grace Grader").click()
    press(page, "Ask them")
    expect(page.get_by_text("They find the answer among those they mark.")).to_be_visible(timeout=PATIENCE)
    grace = company.demo.api.signed_in(signed_in["accessToken"])
    assert len(grace.get("/v1/gradings?status=assigned")) == 1
    disagreement = page.get_by_role("alert").filter(has_text="too far apart")
    disagreement.get_by_label("Points").fill("6")
    disagreement.get_by_label("Reason").fill("Between the two.")


def review(watch: Watch) -> None:
    """Look at what was noticed, and get the score bundle."""
    page = watch.page
    page.get_by_role("region", name="What was noticed").get_by_label("Note").fill("An answer from a template.")
    press(page, "Mark as looked at")
    expect(page.get_by_text(re.compile("^Looked at .* An answer from a template"))).to_be_visible(timeout=PATIENCE)
    watch.check("review-findings")
    press(page, "Score bundle")
    link = page.get_by_role("link", name="Download score bundle")
    expect(link).to_be_visible(timeout=PATIENCE)
    address = link.get_attribute("href")
    assert address is not None
    assert httpx.get(address, timeout=30, trust_env=False).content.startswith(b"PK")


def decide(watch: Watch, stack: Stack) -> None:
    """Uphold the appeal."""
    page = watch.page
    page.goto(f"{stack.gateway_url}/grading?tab=appeals")
    expect(page.get_by_text(WHY)).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Your answer to the candidate").fill("The example is there.")
    page.get_by_label("New points").fill("8")
    watch.check("review-appeal")
    press(page, "Uphold")
    expect(page.get_by_text("Upheld", exact=True)).to_be_visible(timeout=PATIENCE)
