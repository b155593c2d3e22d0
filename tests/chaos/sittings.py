"""Candidates who save over HTTP through the gateway while something is wrong, and what is stored in the end."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx

from shared.adapters.firestore import FirestoreStore
from shared.auth.links import link_token
from shared.data.store import StoreQuery
from shared.domain.attempts.model import answer_id
from shared.domain.invitations.model import LINK_KIND
from tests.chaos.emulated import World
from tests.chaos.outages import Outage
from tests.fixtures.http import Company
from tools.demo.content import SUM, program

SECONDS = 6.0
EVERY_SECONDS = 1.0
AT_ONCE = 10
PATIENCE_SECONDS = 240.0
SOLUTION = SUM["reference"]["source"]


@dataclass
class Writer:
    """A candidate's tab: it sends a revision until that is acknowledged, and goes on."""

    id: str
    token: str
    sent: int = 0
    acknowledged: int = 0
    finished: bool = False
    tries: Counter[int] = field(default_factory=Counter[int])


@dataclass(frozen=True)
class Found:
    """What came of an outage.

    `lost` are acknowledged saves that are not stored, `refused` the tries that failed, `broken` the connections cut.
    """

    sent: int
    acknowledged: int
    lost: int
    unscored: int
    scored_twice: int
    refused: int
    broken: int

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, left or done twice."""
        return self.acknowledged > 0 and not (self.lost or self.unscored or self.scored_twice)


class Sittings:
    """The candidates of one company."""

    def __init__(self, world: World, company: Company) -> None:
        self._world, self._company = world, company
        self._question = company.questions[0]
        self._tenant = f"tenants/{company.tenant_id}"
        self._store = FirestoreStore(world.stack.environment["ELLA_PROJECT"])
        self._http = httpx.AsyncClient(base_url=world.stack.gateway_url, timeout=20, trust_env=False)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()
        await self._store.close()

    async def play(self, outage: Outage, candidates: int) -> Found:
        """Have so many candidates save, half of them finish while it is wrong, the others when it is right again."""
        slots, broken = asyncio.Semaphore(AT_ONCE), self._world.broken
        writers = await asyncio.gather(*(self._begun(f"{outage.name} {each}", slots) for each in range(candidates)))
        stop = asyncio.Event()
        writing = asyncio.gather(*(self._write(each, stop) for each in writers))
        await outage.begin(self._world)
        try:
            await asyncio.sleep(SECONDS / 2)
            finishing = asyncio.gather(*(self._finish(each) for each in writers[: candidates // 2]))
            await asyncio.sleep(SECONDS / 2)
        finally:
            await outage.end(self._world)
        await finishing
        stop.set()
        await writing
        await asyncio.gather(*(self._finish(each) for each in writers[candidates // 2 :]))
        await self._scored(writers)
        return await self._found(writers, broken)

    async def _begun(self, name: str, slots: asyncio.Semaphore) -> Writer:
        async with slots:
            staff, address = self._company.recruiter_token, name.lower().replace(" ", "-").replace("'", "")
            body = {"email": f"{address.replace('/', '').replace(',', '')}@example.com", "name": "Candidate"}
            path = f"/v1/assessments/{self._company.assessment}/invitations"
            invited = await self._insisting("POST", path, staff, json=body)
            token = link_token(LINK_KIND, self._company.tenant_id, _data(invited)["id"])
            redeemed = await self._insisting("POST", "/v1/invitations/redeem", json={"token": token})
            access = _data(redeemed)["accessToken"]
            return Writer(_data(await self._insisting("POST", "/v1/attempts", access))["id"], access)

    async def _write(self, writer: Writer, stop: asyncio.Event) -> None:
        path = f"/v1/attempts/{writer.id}/answers/{self._question}"
        while not (stop.is_set() or writer.finished):
            writer.sent += 1
            revision = writer.sent
            body = {"revision": revision, "response": program("python", f"# {revision}\n" + SOLUTION)}
            answer = await self._insisting("PUT", path, writer.token, writer.tries, json=body)
            if answer.status_code == 200:
                writer.acknowledged = revision
            await asyncio.sleep(EVERY_SECONDS)

    async def _finish(self, writer: Writer) -> None:
        path = f"/v1/attempts/{writer.id}/finish"
        answer = await self._insisting("POST", path, writer.token, writer.tries)
        # One whose answer was lost is told that the attempt is over.
        writer.finished = answer.status_code in (200, 409)

    async def _insisting(
        self, method: str, path: str, token: str = "", tries: Counter[int] | None = None, **options: Any
    ) -> httpx.Response:
        """Return the first answer that is none of a service in trouble; raise TimeoutError when patience ends."""
        headers = {"authorization": f"Bearer {token}"} if token else {}
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                answer = await self._http.request(method, path, headers=headers, **options)
            except httpx.HTTPError:
                status = 0
            else:
                if (status := answer.status_code) < 500 and status != 429:
                    return answer
            if tries is not None:
                tries[status] += 1
            await asyncio.sleep(0.25)
        raise TimeoutError(f"{method} {path} was not answered in {PATIENCE_SECONDS:.0f} s")

    async def _scored(self, writers: list[Writer]) -> None:
        """Wait until every attempt has its score and that was published, or patience ends."""
        waiting = {f"{self._tenant}/attempts/{each.id}" for each in writers}
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (waiting or not all(self._world.told[each.id] for each in writers)) and time.monotonic() < deadline:
            await asyncio.sleep(0.5)
            await self._world.pull()
            for path, document in (await self._store.get_many(sorted(waiting))).items():
                if document.data["status"] == "scored":
                    waiting.discard(path)

    async def _found(self, writers: list[Writer], broken: int) -> Found:
        await asyncio.sleep(1.0)  # for a second event of the same score, were there one
        await self._world.pull()
        paths = {f"{self._tenant}/answers/{answer_id(each.id, self._question)}": each for each in writers}
        stored = {paths[path].id: each.data for path, each in (await self._store.get_many(list(paths))).items()}
        listed = await self._store.query(StoreQuery(f"{self._tenant}/attemptResults"))
        results = Counter(each.data["attemptId"] for each in listed)
        return Found(
            sent=sum(each.sent for each in writers),
            acknowledged=sum(each.acknowledged for each in writers),
            lost=sum(max(0, each.acknowledged - stored.get(each.id, {"revision": 0})["revision"]) for each in writers),
            unscored=sum(results[each.id] == 0 or not self._world.told[each.id] for each in writers),
            scored_twice=sum(results[each.id] > 1 or len(self._world.told[each.id]) > 1 for each in writers),
            refused=sum(sum(each.tries.values()) for each in writers),
            broken=self._world.broken - broken,
        )


def _data(answer: httpx.Response) -> Any:
    if answer.status_code >= 400:
        raise RuntimeError(f"{answer.request.method} {answer.request.url} answered {answer.text[:500]}")
    return answer.json()["data"]
