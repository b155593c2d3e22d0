"""Play the main job step by step, and check every figure it ends with."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import httpx

from tools.demo.api import Api, Inbox, UnexpectedAnswer, token_in, until
from tools.demo.content import EXPECTED, PARTLY_WRONG_PYTHON, RIGHT_JAVASCRIPT, SECRETS, SUM, WORDS, program

PASSWORD = "correct horse battery staple"  # noqa: S105 (the demo's own)


def play(gateway_url: str, inbox_url: str) -> int:
    """Play the demo against a running stack; return 0 only if every figure is what it must be."""
    with httpx.Client(base_url=gateway_url, timeout=30, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(inbox_url))
        try:
            demo.run()
        except (UnexpectedAnswer, httpx.HTTPError) as problem:
            print(f"\nThe demo failed: {problem}")
            return 1
        return demo.report()


class Demo:
    """One playing of the main job."""

    def __init__(self, api: Api, inbox: Inbox) -> None:
        self.api = api
        self.inbox = inbox
        self.suffix = f"{time.time_ns() % 10**9:09d}"
        self.timings: list[tuple[str, float]] = []
        self.problems: list[str] = []
        self.submit_to_scored = 0.0
        self.results: dict[str, Any] = {}
        self.audit: list[dict[str, Any]] = []

    def run(self) -> None:
        """Take every step."""
        with self.step("a company signs up"):
            owner = self.sign_up()
        with self.step("a recruiter is invited by mail and joins"):
            recruiter = self.recruiter(owner)
        with self.step("the recruiter writes two questions; their reference solutions pass"):
            questions = [self.publish(recruiter, content) for content in (SUM, WORDS)]
        with self.step("an assessment goes live"):
            assessment = self.activate(recruiter, questions)
        with self.step("a candidate is invited; the mail arrives"):
            link = self.invite(recruiter, assessment)
        with self.step("the candidate opens the link and starts the clock"):
            candidate, attempt = self.start(link)
        with self.step("answers are saved as they are typed; an old revision changes nothing"):
            self.autosave(candidate, attempt, questions)
        with self.step("the candidate runs code on the visible tests"):
            self.practise(candidate, attempt, questions)
        with self.step("the attempt is submitted, scored, and the recruiter told by mail"):
            self.submit(candidate, recruiter, attempt)
        with self.step("the recruiter reads results and audit entries"):
            self.results = recruiter.get(f"/v1/attempts/{attempt}/results")
            self.audit = owner.get("/v1/audit-entries?limit=100")
            self.check()

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Show a step and time it."""
        if sys.stdout.isatty():
            print(f"  … {title}", end="\r", flush=True)
        began = time.perf_counter()
        yield
        seconds = time.perf_counter() - began
        self.timings.append((title, seconds))
        print(f"  ✓ {title} ({seconds:.2f} s)", flush=True)

    def sign_up(self) -> Api:
        """Make the company and its owner."""
        answer = self.api.post(
            "/v1/auth/sign-up",
            {
                "companyName": "Acme",
                "subdomain": f"acme-{self.suffix}",
                "email": f"owner-{self.suffix}@example.com",
                "password": PASSWORD,
                "displayName": "Olga Owner",
            },
            expect=201,
        )
        return self.api.signed_in(answer["accessToken"])

    def recruiter(self, owner: Api) -> Api:
        """Invite a recruiter, follow the mail, and sign in."""
        email = f"recruiter-{self.suffix}@example.com"
        owner.post("/v1/members/invitations", {"email": email, "role": "recruiter"}, expect=201)
        token = token_in(self.inbox.wait_for(email, "join"))
        self.api.post(
            "/v1/members/invitations/accept",
            {"token": token, "password": PASSWORD, "displayName": "Rita Recruiter"},
        )
        answer = self.api.post("/v1/auth/sign-in", {"email": email, "password": PASSWORD})
        return self.api.signed_in(answer["accessToken"])

    def publish(self, recruiter: Api, content: dict[str, Any]) -> str:
        """Write a question and wait until its reference solution has passed."""
        question = recruiter.post("/v1/questions", {"content": content}, expect=201)["id"]
        recruiter.post(f"/v1/questions/{question}/publish", expect=202)

        def published() -> bool | None:
            view = recruiter.get(f"/v1/questions/{question}")
            if view["status"] == "refused":
                raise UnexpectedAnswer(f"the question was refused: {view['refusals']}")
            return True if view["status"] == "published" else None

        until(published, "the question to be published")
        return question

    def activate(self, recruiter: Api, questions: list[str]) -> str:
        """Make an assessment of the questions and activate it."""
        points = (10, 20)
        assessment = recruiter.post(
            "/v1/assessments",
            {
                "title": "Backend engineer",
                "timeLimitMinutes": 60,
                "sections": [
                    {
                        "questions": [
                            {"questionId": question, "points": str(worth)}
                            for question, worth in zip(questions, points, strict=True)
                        ]
                    }
                ],
            },
            expect=201,
        )["id"]
        recruiter.post(f"/v1/assessments/{assessment}/activate")
        return assessment

    def invite(self, recruiter: Api, assessment: str) -> str:
        """Invite the candidate and return the token of the mailed link."""
        email = f"candidate-{self.suffix}@example.com"
        recruiter.post(
            f"/v1/assessments/{assessment}/invitations", {"email": email, "name": "Carl Candidate"}, expect=201
        )
        return token_in(self.inbox.wait_for(email, "Backend engineer"))

    def start(self, link: str) -> tuple[Api, str]:
        """Redeem the link and start the attempt."""
        answer = self.api.post("/v1/invitations/redeem", {"token": link})
        candidate = self.api.signed_in(answer["accessToken"])
        attempt = candidate.post("/v1/attempts", expect=201)["id"]
        seen = json.dumps(candidate.get(f"/v1/attempts/{attempt}"))
        self.problems += [f"the candidate could read {secret!r}" for secret in SECRETS if secret in seen]
        return candidate, attempt

    def autosave(self, candidate: Api, attempt: str, questions: list[str]) -> None:
        """Save revisions, one of them late."""
        path = f"/v1/attempts/{attempt}/answers/{questions[0]}"
        candidate.put(path, {"revision": 1, "response": program("python", "print(0)\n")})
        candidate.put(path, {"revision": 3, "response": program("python", PARTLY_WRONG_PYTHON)})
        candidate.put(path, {"revision": 2, "response": program("python", "print(1)\n")}, expect=409)
        candidate.put(
            f"/v1/attempts/{attempt}/answers/{questions[1]}",
            {"revision": 1, "response": program("javascript", RIGHT_JAVASCRIPT)},
        )

    def practise(self, candidate: Api, attempt: str, questions: list[str]) -> None:
        """Run the first answer on the visible tests."""
        run = candidate.post(
            f"/v1/attempts/{attempt}/answers/{questions[0]}/run",
            {"language": "python", "source": PARTLY_WRONG_PYTHON},
            expect=202,
        )["runId"]

        def finished() -> dict[str, Any] | None:
            view = candidate.get(f"/v1/attempts/{attempt}/runs/{run}")
            return view if view["status"] == "completed" else None

        view = until(finished, "the run to finish")
        verdicts = [test["verdict"] for test in view["result"]["tests"]]
        self.expect("visible tests of the practice run", verdicts, ["AC", "AC"])

    def submit(self, candidate: Api, recruiter: Api, attempt: str) -> None:
        """Finish the attempt and wait for the result and the mail."""
        began = time.perf_counter()
        candidate.post(f"/v1/attempts/{attempt}/finish")

        def scored() -> bool | None:
            found = recruiter.get("/v1/attempts?limit=100")
            return True if any(each["id"] == attempt and each["status"] == "scored" for each in found) else None

        until(scored, "the attempt to be scored")
        self.submit_to_scored = time.perf_counter() - began
        self.inbox.wait_for(f"recruiter-{self.suffix}@example.com", "Carl Candidate")

    def check(self) -> None:
        """Compare every figure with what it must be."""
        self.expect("points", Decimal(self.results["points"]), Decimal("27.50"))
        self.expect("maximum", Decimal(self.results["maxPoints"]), Decimal("30"))
        for question in self.results["questions"]:
            wanted = EXPECTED[question["title"]]
            title = question["title"]
            self.expect(f"{title}: verdict", question["verdict"], wanted["verdict"])
            self.expect(f"{title}: points", Decimal(question["points"]), Decimal(wanted["points"]))
            verdicts = {test["id"]: test["verdict"] for test in question["tests"]}
            self.expect(f"{title}: tests", verdicts, wanted["tests"])
        actions = {entry["action"] for entry in self.audit}
        for action in ("sign_up", "create_question", "activate_assessment", "invite_candidate", "finish_attempt"):
            if action not in actions:
                self.problems.append(f"no audit entry tells of {action}")

    def expect(self, what: str, found: Any, wanted: Any) -> None:
        """Note a figure that is not what it must be."""
        if found != wanted:
            self.problems.append(f"{what}: {found!r} instead of {wanted!r}")

    def report(self) -> int:
        """Print the table and return the exit code."""
        print(f"\n  {'question':<20} {'test':<10} {'shown':<7} {'verdict':<8} {'points':>7}")
        for question in self.results["questions"]:
            for test in question["tests"]:
                shown = "visible" if test["visible"] else "hidden"
                row = f"{question['title']:<20} {test['id']:<10} {shown:<7} {test['verdict']:<8}"
                print(f"  {row} {test['points']:>7}")
            print(f"  {question['title']:<47} {question['points']:>7} of {question['maxPoints']}")
        print(f"\n  total: {self.results['points']} of {self.results['maxPoints']} points")
        print(f"  audit entries: {len(self.audit)}")
        print(f"  submit → scored: {self.submit_to_scored:.2f} s")
        print(f"  everything: {sum(seconds for _, seconds in self.timings):.2f} s")
        for problem in self.problems:
            print(f"  WRONG: {problem}")
        return 1 if self.problems else 0
