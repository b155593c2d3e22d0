"""An owner runs their organisation from the settings; platform staff watch over all of them from the console."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from shared.domain.alerts.intrusions import ACCOUNTS
from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, headed, press, sign_in
from tests.fixtures.stack_staff import make_staff
from tools.demo.api import until
from tools.demo.play import PASSWORD
from tools.stack import Stack

SETTINGS = [
    ("profile", "Profile"),
    ("notifications", "Notifications"),
    ("organisation", "Organisation"),
    ("teams", "Teams"),
    ("roles", "Roles"),
    ("usage", "Plan and usage"),
    ("providers", "Model providers"),
    ("model-budgets", "Model budgets"),
    ("operations", "Operations"),
    ("inbound", "Webhooks in"),
    ("backups", "Backups"),
]


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    return new_company(http, stack.inbox_url)


def try_many_accounts(http: httpx.Client) -> None:
    """Fail to sign in to many accounts, of which staff are alerted within a minute or so."""
    for number in range(ACCOUNTS):
        body = {"email": f"nobody-{number}@example.com", "password": "not their password"}
        assert http.post("/v1/auth/sign-in", json=body).status_code == 401


@pytest.fixture(scope="module", autouse=True)
def _alert(http: httpx.Client) -> None:
    """Have the alert fire while other paths are played."""
    try_many_accounts(http)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def test_an_owner_invites_a_member_makes_a_key_and_checks_that_the_log_was_not_rewritten(
    stack: Stack, company: Company, context: BrowserContext
) -> None:
    watch = Watch.on(context)
    page = watch.page
    at = f"{stack.gateway_url}/settings"
    sign_in(page, f"{at}/members", f"owner-{company.demo.suffix}@example.com")
    headed(page, "Members")
    expect(page.get_by_role("row", name=re.compile("Rita Recruiter"))).to_be_visible(timeout=PATIENCE)
    press(page, "Invite a member")
    invited = f"mira-{company.demo.suffix}@example.com"
    page.get_by_role("dialog").get_by_label("E-mail").fill(invited)
    watch.check("settings-invite")
    press(page, "Send the invitation")
    expect(page.get_by_role("region", name="Invited, not here yet")).to_contain_text(invited, timeout=PATIENCE)
    company.demo.inbox.wait_for(invited, "join")
    watch.check("settings-members")

    page.get_by_role("link", name="API keys").click()
    headed(page, "API keys")
    watch.check("settings-api-keys-empty")
    press(page, "New API key")
    page.get_by_role("dialog").get_by_label("Name").fill("Nightly import")
    page.get_by_role("combobox", name="What it may do").fill("Questions: read")
    page.get_by_role("option", name="Questions: read").click()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").get_by_role("button", name="New API key").click()
    token = page.get_by_test_id("secret")
    expect(token).to_have_text(re.compile(r"^ella_\S{20,}$"), timeout=PATIENCE)
    watch.check("settings-api-key-shown-once")
    assert company.demo.api.signed_in(token.inner_text()).get("/v1/questions")
    press(page, "Done")
    expect(page.get_by_test_id("secret")).to_have_count(0)
    expect(page.get_by_role("row", name=re.compile("Nightly import"))).to_be_visible(timeout=PATIENCE)
    watch.check("settings-api-keys")

    until(lambda: company.owner.get("/v1/audit-checkpoints") or None, "the log's first checkpoint")
    page.get_by_role("link", name="Audit log").click()
    headed(page, "Audit log")
    press(page, "Check the proof")
    expect(page.get_by_text(re.compile(r"^Proved: entries checked: [1-9]"))).to_be_visible(timeout=PATIENCE)
    press(page, "Check the proof")
    expect(page.get_by_text(re.compile("that this browser saw last time"))).to_be_visible(timeout=PATIENCE)
    watch.check("settings-audit")


def test_a_log_that_was_rewritten_is_noticed(stack: Stack, company: Company, context: BrowserContext) -> None:
    until(lambda: company.owner.get("/v1/audit-checkpoints") or None, "the log's first checkpoint")
    page = Watch.on(context).page
    forged = '{"size":1,"root":"' + "0" * 64 + '"}'
    page.add_init_script(f"localStorage.setItem('ella-audit-{company.tenant_id}', '{forged}')")
    sign_in(page, f"{stack.gateway_url}/settings/audit", f"owner-{company.demo.suffix}@example.com")
    press(page, "Check the proof")
    expect(page.get_by_text(re.compile("Somebody may have rewritten it"))).to_be_visible(timeout=PATIENCE)


def test_every_page_of_the_settings_can_be_used_by_anybody(
    stack: Stack, company: Company, context: BrowserContext
) -> None:
    watch = Watch.on(context)
    page = watch.page
    at = f"{stack.gateway_url}/settings"
    sign_in(page, f"{at}/sign-ins", f"owner-{company.demo.suffix}@example.com")
    headed(page, "Password and sign-ins")
    expect(page.get_by_text("this one")).to_be_visible(timeout=PATIENCE)
    watch.check("settings-sign-ins")
    for number, (path, title) in enumerate(SETTINGS):
        page.emulate_media(color_scheme="dark" if number % 2 else "light")
        page.goto(f"{at}/{path}")
        headed(page, title)
        watch.check(f"settings-{path}")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{at}/members")
    headed(page, "Members")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, f"the page is {wide} px wide"
    watch.check("settings-members-phone")


def test_a_webhook_tells_what_it_delivered_and_sends_it_again(
    stack: Stack, company: Company, context: BrowserContext
) -> None:
    body = {"url": f"{stack.gateway_url}/nobody/listens", "eventTypes": ["tenants.*"], "description": "Staff list"}
    webhook = company.owner.post("/v1/webhooks", body, expect=201)["webhook"]["id"]
    watch = Watch.on(context)
    page = watch.page
    # As the mail about it links to it.
    sign_in(page, f"{stack.gateway_url}/webhooks/{webhook}", f"owner-{company.demo.suffix}@example.com")
    press(page, "Send a test")
    expect(page.get_by_role("row", name=re.compile("webhooks.ping")).first).to_be_visible(timeout=PATIENCE)
    watch.check("settings-webhook")
    press(page, "Switch off")
    expect(page.get_by_text("switched off")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("navigation", name="Parts of the settings").get_by_role(
        "link", name="Webhooks", exact=True
    ).click()
    headed(page, "Webhooks")
    expect(page.get_by_role("link", name=f"{stack.gateway_url}/nobody/listens")).to_be_visible(timeout=PATIENCE)
    watch.check("settings-webhooks")


def test_what_another_system_says_is_listed_and_handled_again(
    stack: Stack, http: httpx.Client, company: Company, context: BrowserContext
) -> None:
    watch = Watch.on(context)
    page = watch.page
    sign_in(page, f"{stack.gateway_url}/settings/inbound", f"owner-{company.demo.suffix}@example.com")
    headed(page, "Webhooks in")
    press(page, "New source")
    page.get_by_role("dialog").get_by_label("Name").fill("Payroll")
    page.get_by_role("dialog").get_by_role("button", name="New source").click()
    secret = page.get_by_test_id("secret")
    expect(secret).to_have_text(re.compile(r"\S{20,}"), timeout=PATIENCE)
    key = secret.inner_text().encode()
    watch.check("settings-inbound-secret")
    press(page, "Done")
    page.get_by_role("link", name="Payroll").click()
    headed(page, "Payroll")
    expect(page.get_by_text("No messages")).to_be_visible(timeout=PATIENCE)
    body = json.dumps(
        {"id": "pay-1", "type": "payment.succeeded", "data": {"amount": 4900, "currency": "EUR"}}
    ).encode()
    address = urlsplit(page.locator("code").filter(has_text="/v1/inbound/").inner_text()).path
    signature = f"sha256={hmac.new(key, body, hashlib.sha256).hexdigest()}"
    sent = http.post(address, content=body, headers={"x-signature": signature, "content-type": "application/json"})
    assert sent.status_code == 202, sent.text
    row = page.get_by_role("row", name=re.compile("payment.succeeded"))
    expect(row.get_by_text("done")).to_be_visible(timeout=PATIENCE)
    row.get_by_role("button", name="Handle again").click()
    expect(row.get_by_text("handled again once")).to_be_visible(timeout=PATIENCE)
    watch.check("settings-inbound-source")
    press(page, "Renew the secret")
    page.get_by_role("dialog").get_by_role("button", name="Renew the secret").click()
    expect(secret).not_to_have_text(key.decode(), timeout=PATIENCE)
    press(page, "Done")
    press(page, "Revoke")
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("revoked")).to_be_visible(timeout=PATIENCE)


def test_somebody_in_two_organisations_goes_from_one_to_the_other_and_comes_back_to_it(
    stack: Stack, http: httpx.Client, company: Company, context: BrowserContext
) -> None:
    other = company.owner.post(
        "/v1/tenants", {"companyName": "Beta", "subdomain": f"beta-{company.demo.suffix}"}, expect=201
    )
    page = Watch.on(context).page
    at = f"{stack.gateway_url}/settings/organisation"
    sign_in(page, at, f"owner-{company.demo.suffix}@example.com")
    headed(page, "Organisation")
    page.get_by_role("combobox", name="Organisation").click()
    page.get_by_role("option", name="Beta").click()
    page.goto(at)
    headed(page, "Organisation")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Beta", timeout=PATIENCE)
    assert page.evaluate("localStorage.getItem('ella-tenant')") == other["id"]


def test_staff_see_companies_and_dead_letters_announce_and_suspend(
    stack: Stack, http: httpx.Client, company: Company, context: BrowserContext
) -> None:
    staff = new_company(http, stack.inbox_url)
    make_staff(stack, staff.owner.get("/v1/profile")["id"])
    token = staff.demo.api.post(
        "/v1/auth/sign-in", {"email": f"owner-{staff.demo.suffix}@example.com", "password": PASSWORD}
    )["accessToken"]
    try_many_accounts(http)
    told = staff.demo.api.signed_in(token)
    firing = "/v1/platform/alerts?status=firing"
    until(lambda: told.get(firing)["alerts"] or None, "the alert to fire", pause=1, patience=180)
    measured = "/v1/platform/service-metrics"
    until(lambda: told.get(measured)["points"] or None, "a minute to be measured", pause=1, patience=180)
    until(lambda: told.get(measured)["areas"] or None, "requests to be counted by area", pause=1, patience=180)
    watch = Watch.on(context)
    page = watch.page
    at = f"{stack.gateway_url}/platform"
    sign_in(page, at, f"owner-{staff.demo.suffix}@example.com")
    headed(page, "Platform")
    row = page.get_by_role("row", name=re.compile(f"acme-{company.demo.suffix}"))
    expect(row).to_be_visible(timeout=PATIENCE)
    watch.check("platform-companies")
    row.get_by_role("button", name="Usage and plan").click()
    expect(page.get_by_role("dialog").get_by_text(re.compile("Members: 2"))).to_be_visible(timeout=PATIENCE)
    watch.check("platform-usage")
    press(page, "Close")
    row.get_by_role("button", name="Backups").click()
    press(page, "Back up now")
    expect(page.get_by_role("dialog").get_by_text("complete")).to_be_visible(timeout=PATIENCE)
    watch.check("platform-backups")
    press(page, "Close")
    row.get_by_role("button", name="Suspend").click()
    page.get_by_role("dialog").get_by_label(re.compile("Why")).fill("An invoice is open")
    page.get_by_role("dialog").get_by_role("button", name="Suspend").click()
    expect(row.get_by_text("An invoice is open")).to_be_visible(timeout=PATIENCE)
    row.get_by_role("button", name="Lift the suspension").click()
    page.get_by_role("dialog").get_by_role("button", name="Lift the suspension").click()
    expect(row.get_by_text("active")).to_be_visible(timeout=PATIENCE)

    page.get_by_role("link", name="Service", exact=True).click()
    expect(page.get_by_role("row", name=re.compile("Requests within 500 ms"))).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("region", name="How long requests took")).to_be_visible(timeout=PATIENCE)
    watch.check("platform-service")
    page.get_by_role("button", name="endpoint").click()
    expect(page.get_by_role("rowheader", name=re.compile("^(GET|POST) ")).first).to_be_visible(timeout=PATIENCE)

    page.get_by_role("link", name="Alerts", exact=True).click()
    alert = page.get_by_role("alert").filter(has_text="Sign-ins to many accounts fail from one address")
    expect(alert).to_be_visible(timeout=PATIENCE)
    alert.get_by_role("button", name="Acknowledge").click()
    expect(alert.get_by_text("acknowledged")).to_be_visible(timeout=PATIENCE)
    watch.check("platform-alerts")
    alert.get_by_role("link", name="What to do").click()
    expect(page.get_by_role("heading", name=re.compile("many-accounts-tried"))).to_be_visible(timeout=PATIENCE)
    watch.check("platform-runbook")

    page.get_by_role("link", name="Dead letters").click()
    expect(page.get_by_text(re.compile("gave up on after five tries"))).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("status", name="Loading")).to_have_count(0, timeout=PATIENCE)
    watch.check("platform-dead-letters")

    page.get_by_role("link", name="Announcements").click()
    page.get_by_role("button", name="New announcement").click()
    page.get_by_label("Title").fill("Maintenance")
    page.get_by_label("Text").fill("Tonight, for ten minutes.")
    press(page, "Announce")
    notice = page.get_by_role("alert").filter(has=page.get_by_role("button", name="End"))
    expect(notice).to_contain_text("Tonight", timeout=PATIENCE)
    watch.check("platform-announcements")
    notice.get_by_role("button", name="End").click()
    expect(page.get_by_text("over", exact=True)).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Staff log").click()
    expect(page.get_by_role("rowheader", name="end announcement").first).to_be_visible(timeout=PATIENCE)
    watch.check("platform-log")


def test_the_console_is_not_there_for_anybody_else(stack: Stack, company: Company, context: BrowserContext) -> None:
    page = Watch.on(context).page
    sign_in(page, f"{stack.gateway_url}/platform", f"owner-{company.demo.suffix}@example.com")
    headed(page, "There is nothing here")
    expect(page.get_by_role("link", name="Settings")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("link", name="Platform")).to_have_count(0)
