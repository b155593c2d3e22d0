"""An organisation begins, its owner confirms an address and sets another password, and a colleague joins."""

import time

import httpx
from playwright.sync_api import Browser, expect

from tests.fixtures.http import sign_up
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.demo.api import Api, Inbox, token_in
from tools.demo.play import PASSWORD, Demo
from tools.stack import Stack

OTHER_PASSWORD = "staple battery horse correct"


def test_an_owner_signs_up_and_finds_back_in_with_a_new_password(stack: Stack, browser: Browser) -> None:
    suffix = f"{time.time_ns() % 10**9:09d}"
    email = f"owner-{suffix}@example.com"
    inbox = Inbox(stack.inbox_url)
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page

    page.goto(f"{stack.gateway_url}/sign-in")
    page.get_by_role("link", name="Create an organisation").click()
    page.get_by_label("Name of your organisation").fill(f"Müller & Söhne {suffix}")
    expect(page.get_by_label("Short name")).to_have_value(f"mueller-soehne-{suffix}")
    page.get_by_label("Your name").fill("Olga Owner")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    watch.check("sign-up")
    press(page, "Create organisation")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible(timeout=PATIENCE)

    page.goto(f"{stack.gateway_url}/verify-email?token={token_in(inbox.wait_for(email, 'confirm'))}")
    press(page, "Confirm address")
    expect(page.get_by_text("Your e-mail address is confirmed.")).to_be_visible(timeout=PATIENCE)
    watch.check("verify-email")

    page.goto(f"{stack.gateway_url}/reset-password")
    page.get_by_label("E-mail").fill(email)
    press(page, "Mail me a link")
    expect(page.get_by_text("a link is on its way")).to_be_visible(timeout=PATIENCE)
    watch.check("reset-password")
    page.goto(f"{stack.gateway_url}/reset-password?token={token_in(inbox.wait_for(email, 'password'))}")
    page.get_by_label("New password").fill(OTHER_PASSWORD)
    press(page, "Set password")
    expect(page.get_by_text("Your new password is set.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Back to signing in").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(OTHER_PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible(timeout=PATIENCE)
    context.close()


def test_an_invited_colleague_joins_by_the_link_in_the_mail(stack: Stack, browser: Browser) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        email = f"colleague-{demo.suffix}@example.com"
        owner.post("/v1/members/invitations", {"email": email, "role": "recruiter"}, expect=201)
        token = token_in(demo.inbox.wait_for(email, "join"))
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    page.goto(f"{stack.gateway_url}/join?token={token}")
    page.get_by_label("Your name").fill("Rita Recruiter")
    page.get_by_label("Password").fill(PASSWORD)
    watch.check("join")
    press(page, "Join")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible(timeout=PATIENCE)
    context.close()
