"""The steady traffic: staff at their screens, candidates at work, an app that is watched, prompts that are tried."""

import asyncio
import base64
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import httpx

from benchmarks.load.calls import Calls, every
from benchmarks.load.plan import Plan
from benchmarks.load.report import FINISH, INVITE, REDEEM, RUN, SCORED, START, SUITE
from benchmarks.prompt_runs import ApiSuite
from benchmarks.prompts import suite
from benchmarks.traces import payloads
from shared.auth.links import link_token
from shared.domain.invitations.model import LINK_KIND
from tests.fixtures.http import Company
from tools.demo.content import SUM, program

AT_ONCE = 16
POLL_SECONDS = 0.25
PATIENCE_SECONDS = 120.0
SOLUTION = SUM["reference"]["source"]


Look = Callable[[list[str]], Awaitable[Mapping[str, str]]]
"""Tells the status of attempts."""


@dataclass
class Sitting:
    """A candidate with an attempt in progress: the revisions sent, and the last one acknowledged."""

    id: str
    token: str
    sent: int = 0
    acknowledged: int = 0
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)


class Traffic:
    """Everybody who makes calls."""

    def __init__(self, calls: Calls, company: Company, plan: Plan) -> None:
        self.calls, self.plan = calls, plan
        self.question = company.questions[0]
        self.sittings: list[Sitting] = []
        self.screen_seconds = 0.0
        self._company = company
        self._staff = company.recruiter_token
        self._project = company.owner.post("/v1/projects", {"name": "Load"}, expect=201)["id"]
        app = company.owner.post("/v1/apps", {"name": "Load"}, expect=201)["id"]
        pair = company.owner.post(f"/v1/apps/{app}/keys", {"name": "Load"}, expect=201)
        both = base64.b64encode(f"{pair['publicKey']}:{pair['secretKey']}".encode()).decode()
        self._key = {"authorization": f"Basic {both}", "content-type": "application/x-protobuf"}
        tried = suite()
        self._suite = ApiSuite(company.recruiter, {**tried, "tests": tried["tests"][: plan.cases]})

    async def begin(self) -> None:
        """Bring every candidate to the point of writing; raise RuntimeError where one can't be."""
        slots = asyncio.Semaphore(AT_ONCE)
        self.sittings = list(
            await asyncio.gather(*(self._begun(number, slots) for number in range(self.plan.attempts)))
        )

    async def steady(self) -> None:
        """Have everything go on at once for as long as the plan says."""
        plan, seconds = self.plan, self.plan.seconds
        # What the exports hold is of this minute, and each trace's id is sent once.
        exports = await asyncio.to_thread(payloads, ceil(plan.exports * seconds / 60))
        await asyncio.gather(
            self._screens(),
            every(plan.save_every_seconds / plan.attempts, seconds, self._save),
            every(60 / plan.runs, seconds, self._run),
            every(60 / plan.exports, seconds, lambda number: self._export(exports[number])),
            every(60 / plan.suites, seconds, self._try),
        )

    async def submit(self, look: Look) -> int:
        """Have so many candidates finish at the same time; return how many never got their score."""
        waiting: dict[str, float] = {}
        await asyncio.gather(*(self._finish(each, waiting) for each in self.sittings[: self.plan.submissions]))
        refused = min(self.plan.submissions, len(self.sittings)) - len(waiting)
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while waiting and time.perf_counter() < deadline:
            await asyncio.sleep(POLL_SECONDS)
            for attempt, status in (await look(list(waiting))).items():
                if status == "scored":
                    self.calls.took(SCORED, time.perf_counter() - waiting.pop(attempt))
        for _ in waiting:
            self.calls.took(SCORED, None)
        return refused + len(waiting)

    async def _begun(self, number: int, slots: asyncio.Semaphore) -> Sitting:
        async with slots:
            company = self._company
            body = {"email": f"load-{number}@example.com", "name": f"Candidate {number}"}
            path = f"/v1/assessments/{company.assessment}/invitations"
            invited = await self.calls.send(INVITE, "POST", path, self._staff, json=body)
            token = link_token(LINK_KIND, company.tenant_id, _there(invited)["id"])
            redeemed = await self.calls.send(REDEEM, "POST", "/v1/invitations/redeem", json={"token": token})
            access = _there(redeemed)["accessToken"]
            started = await self.calls.send(START, "POST", "/v1/attempts", access)
            return Sitting(_there(started)["id"], access)

    async def _screens(self) -> None:
        began = time.perf_counter()
        await every(60 / self.plan.requests, self.plan.seconds, self._screen)
        self.screen_seconds = time.perf_counter() - began

    async def _screen(self, number: int) -> None:
        """Make the next call of the mixture: three in four look, the others change something."""
        send, staff = self.calls.send, self._staff
        assessment, project = self._company.assessment, f"/v1/projects/{self._project}/tasks"
        sitting = self.sittings[number % len(self.sittings)]
        match number % 12:
            case 0 | 6:
                await send("list attempts", "GET", "/v1/attempts?limit=20", staff)
            case 1:
                await send("list assessments", "GET", "/v1/assessments", staff)
            case 2 | 8:
                await send("get an assessment", "GET", f"/v1/assessments/{assessment}", staff)
            case 3:
                await send("create a question", "POST", "/v1/questions", staff, json={"content": SUM})
            case 4:
                await send("search questions", "GET", "/v1/search/questions?q=sum", staff)
            case 5 | 11:
                await send("get an attempt", "GET", f"/v1/attempts/{sitting.id}", sitting.token)
            case 7:
                token = self._company.owner_token
                await send("create a task", "POST", project, token, json={"title": f"Task {number}"})
            case 9:
                await send("list tasks", "GET", project, self._company.owner_token)
            case _:
                await send("heartbeat", "POST", f"/v1/attempts/{sitting.id}/heartbeat", sitting.token, json={})

    async def _save(self, number: int) -> None:
        sitting = self.sittings[number % len(self.sittings)]
        async with sitting.busy:
            sitting.sent += 1
            source = f"# {sitting.sent}\n" + SOLUTION
            body = {"revision": sitting.sent, "response": program("python", source)}
            path = f"/v1/attempts/{sitting.id}/answers/{self.question}"
            if await self.calls.send("save an answer", "PUT", path, sitting.token, json=body) is not None:
                sitting.acknowledged = body["revision"]

    async def _run(self, number: int) -> None:
        sitting = self.sittings[-1 - number % len(self.sittings)]
        path, began = f"/v1/attempts/{sitting.id}", time.perf_counter()
        body = {"language": "python", "source": SOLUTION}
        asked = await self.calls.send(
            "ask for a run", "POST", f"{path}/answers/{self.question}/run", sitting.token, json=body
        )
        while asked is not None and time.perf_counter() - began < PATIENCE_SECONDS:
            found = await self.calls.send("get a run", "GET", f"{path}/runs/{asked['runId']}", sitting.token)
            if found and found["status"] == "completed":
                self.calls.took(RUN, time.perf_counter() - began)
                return
            await asyncio.sleep(POLL_SECONDS)
        self.calls.took(RUN, None)

    async def _export(self, body: bytes) -> None:
        await self.calls.send("send spans", "POST", "/v1/traces", headers=self._key, content=body)

    async def _try(self, _: int) -> None:
        try:
            self.calls.took(SUITE, await asyncio.to_thread(self._suite.seconds))
        except (RuntimeError, httpx.HTTPError):
            self.calls.took(SUITE, None)

    async def _finish(self, sitting: Sitting, waiting: dict[str, float]) -> None:
        began = time.perf_counter()
        path = f"/v1/attempts/{sitting.id}/finish"
        if await self.calls.send(FINISH, "POST", path, sitting.token) is not None:
            waiting[sitting.id] = began


def _there(data: Any) -> Any:
    if data is None:
        raise RuntimeError("the candidates can't be admitted: look at .local/stack/load.log")
    return data
