"""Demo data for `make up`: a company, its people, and something to look at in each of the four systems."""

import httpx

from tools.demo.api import Api, Inbox
from tools.demo.content import SUM, WORDS
from tools.demo.play import PASSWORD, Demo
from tools.demo.showcase import show_app, show_card, show_project


def seed(gateway_url: str, inbox_url: str) -> list[tuple[str, str]]:
    """Fill a running stack through the public API; return what a person needs to know, as label and value."""
    with httpx.Client(base_url=gateway_url, timeout=30, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(inbox_url))
        demo.suffix = "demo"
        owner = demo.sign_up()
        recruiter = demo.recruiter(owner)
        questions = [demo.publish(recruiter, content) for content in (SUM, WORDS)]
        assessment = demo.activate(recruiter, questions)
        link = demo.invite(recruiter, assessment)
        show_card(recruiter)
        show_project(owner)
        show_app(owner)
    return [
        ("owner", f"owner-{demo.suffix}@example.com / {PASSWORD}"),
        ("recruiter", f"recruiter-{demo.suffix}@example.com / {PASSWORD}"),
        ("candidate", f"{gateway_url}/take?token={link}"),
    ]
