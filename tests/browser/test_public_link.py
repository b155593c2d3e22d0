"""Whoever has a public link takes a place by a mailed code, and starts."""

import re
import time

import httpx
from playwright.sync_api import Browser, expect

from tests.fixtures.http import new_company
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.stack import Stack


def test_somebody_comes_by_a_public_link_and_starts(stack: Stack, browser: Browser) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        company = new_company(http, stack.inbox_url)
        places = {"places": 5}
        link = company.recruiter.post(f"/v1/assessments/{company.assessment}/public-links", places, expect=201)["url"]
        context = browser.new_context(locale="de-DE")
        context.set_default_timeout(PATIENCE)
        watch = Watch.on(context)
        page = watch.page
        page.goto(link)
        expect(page.get_by_role("heading", name="Ein Test für Sie")).to_be_visible(timeout=PATIENCE)
        watch.check("public-link")
        email = f"pia-{time.time_ns()}@example.com"
        page.get_by_label("Ihr Name").fill("Pia Public")
        page.get_by_label("E-Mail").fill(email)
        press(page, "Weiter")
        expect(page.get_by_role("heading", name="Backend engineer")).to_be_visible(timeout=PATIENCE)
        watch.check("public-link-code")
        [code] = re.findall(r"^[0-9]{6}$", company.demo.inbox.wait_for(email, "code"), re.MULTILINE)
        page.get_by_label("Code").fill(code)
        press(page, "Weiter")
        page.get_by_role("checkbox").check()
        page.get_by_role("button", name=re.compile("Beginnen")).click()
        expect(page.get_by_test_id("clock")).to_be_visible(timeout=PATIENCE)
        context.close()
