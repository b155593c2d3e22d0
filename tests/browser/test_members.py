"""A member signs in, is kept signed in by the cookie, and sees what their role may see."""

import httpx
from playwright.sync_api import Browser, expect

from tests.fixtures.http import new_company
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.demo.play import PASSWORD
from tools.stack import Stack


def test_a_member_signs_in_where_they_wanted_to_go_and_stays_until_they_sign_out(
    stack: Stack, browser: Browser
) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        suffix = new_company(http, stack.inbox_url).demo.suffix
    context = browser.new_context(locale="de-DE")
    watch = Watch.on(context)
    page = watch.page
    page.goto(f"{stack.gateway_url}/assessments")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible(timeout=PATIENCE)
    watch.check("sign-in")
    page.get_by_label("E-Mail").fill(f"recruiter-{suffix}@example.com")
    page.get_by_label("Passwort").fill(PASSWORD)
    press(page, "Anmelden")
    expect(page.get_by_role("rowheader", name="Backend engineer")).to_be_visible(timeout=PATIENCE)
    watch.check("assessments")
    page.reload()
    expect(page.get_by_role("rowheader", name="Backend engineer")).to_be_visible(timeout=PATIENCE)
    press(page, "Abmelden")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{stack.gateway_url}/assessments")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible(timeout=PATIENCE)
    page.goto(f"{stack.gateway_url}/no/such/place")
    expect(page.get_by_role("heading", name="Hier ist nichts")).to_be_visible(timeout=PATIENCE)
    watch.check("not-found")
    context.close()
