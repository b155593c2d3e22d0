"""What the guard of a request costs: the same call with it and without, side by side in one process.

The guard is what stands before every handler: limits by address, credential and tenant, the token (signed as Firebase
signs, RS256), the member, their session and their tenant, and whether they may. What it costs is processor time over a
store in memory, so that no network is in the figures; round trips to the store are counted.
"""

import asyncio
import io
import json
import os
import time
from dataclasses import replace
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.requests import Request
from starlette.responses import Response

from benchmarks.measured import Measured, paired_difference
from shared.adapters.firebase_tokens import FirebaseTokens
from shared.auth.caller import Caller, Member
from shared.auth.roles import Role
from shared.data.store import Document
from shared.data.unit_of_work import Reads
from shared.observability import logging
from shared.runtime.callers import CallerResolver
from shared.runtime.declare import HttpDeclaration
from shared.runtime.entry_points import declaration
from shared.runtime.http import HttpCall
from shared.runtime.idempotency import IdempotencyKey
from shared.runtime.rate_limits import RateLimiter
from tests.fixtures.stage import Arranged, SignedIn, Stage, http_request
from tests.matrix.arrangements import arranged

CALLS, ROUNDS = 200, 25
QUERY, LIST, COMMAND = "get_question", "list_questions", "create_question"


class Unguarded(HttpCall):
    """A call of somebody who is believed: parsed, handled, committed and answered as always, and not guarded."""

    async def answer(self) -> Response:
        """Take the steps that are left."""
        self.path_values, self.tenant_id = self._route(), self.http.headers["x-tenant-id"]
        self.caller = Member(self.http.headers["x-believed"], None, self.tenant_id, Role.OWNER)
        self.resolver = CallerResolver(self.declaration, self.composition, None, self.address)
        self.request = await self._parse(self.path_values)
        return await (self._run_command() if self.declaration.writes else self._run_query())

    async def _load(self, reads: Reads, key: IdempotencyKey | None) -> tuple[Caller, Document | None]:
        path = self._entity_path()
        return self.caller, await reads.get(path) if path is not None else None

    async def _count_known(self, caller: Caller) -> None:
        pass


class Case:
    """One function's call that works, to be made with the guard and without, on a stage of its own."""

    def __init__(self, stage: Stage, declared: HttpDeclaration, call: Arranged) -> None:
        self.stage = stage
        self.declared = declared
        self.call = call

    @classmethod
    async def of(cls, name: str) -> "Case":
        """Arrange a function's call."""
        stage, declared = Stage(), declaration(name)
        assert isinstance(declared, HttpDeclaration)
        stage.composition.__dict__["limiter"] = RateLimiter(1_000_000)
        call = await arranged(name, stage)
        assert call.as_ is not None
        call.as_ = _signed_as_firebase_does(stage, call.as_)
        return cls(stage, declared, call)

    async def made(self, kind: type[HttpCall]) -> None:
        """Make the call once; it must succeed."""
        who, route = self.call.as_, self.declared.path
        assert who is not None
        for name, value in self.call.path.items():
            route = route.replace("{" + name + "}", value)
        headers = {
            "authorization": f"Bearer {who.token}",
            "x-tenant-id": who.tenant_id,
            "x-believed": who.user_id,
            "content-type": "application/json",
        }
        body = b"" if self.call.body is None else json.dumps(self.call.body).encode()
        request: Request = http_request(self.declared.method, route, self.call.query, headers, body)
        response = await kind(self.declared, self.stage.composition, request).answer()
        assert response.status_code == self.declared.status, bytes(response.body)

    def forget(self) -> None:
        """Let the instance know no caller and no tenant, as one that has just started."""
        self.stage.composition.callers.clear()
        self.stage.composition.active_tenants.clear()

    async def rpcs(self, *, cold: bool) -> int:
        """Return how many round trips to the store the guard adds to a call."""
        spent: list[int] = []
        await self.made(HttpCall)
        for kind in (HttpCall, Unguarded):
            if cold:
                self.forget()
            before = self.stage.store.reads + self.stage.store.commits
            await self.made(kind)
            spent.append(self.stage.store.reads + self.stage.store.commits - before)
        return spent[0] - spent[1]

    async def microseconds(self, kind: type[HttpCall], *, cold: bool) -> float:
        """Return the processor time of one call, the mean of many."""
        began = time.process_time_ns()
        for _ in range(CALLS):
            if cold:
                self.forget()
            await self.made(kind)
        return (time.process_time_ns() - began) / CALLS / 1000


class _OneKey:
    """Finds the one key there is."""

    def __init__(self, key: Any) -> None:
        self.key = key

    def get_signing_key(self, kid: str) -> "_OneKey":
        return self


def _signed_as_firebase_does(stage: Stage, who: SignedIn) -> SignedIn:
    """Sign somebody's token with RS256, and have the stage verify tokens as in the cloud."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    project = stage.composition.config.project
    tokens = FirebaseTokens(project, keys=_OneKey(key.public_key()), clock=stage.clock)
    stage.composition.__dict__["tokens"] = tokens
    claims = jwt.decode(who.token, options={"verify_signature": False})
    return replace(who, token=jwt.encode(claims, key, algorithm="RS256", headers={"kid": "one"}))


def measure(*, quick: bool) -> Measured:
    """Measure what the guard costs a query and a command."""
    os.environ["ELLA_BACKEND"] = "embedded"
    stream, logging.stream = logging.stream, io.StringIO()
    try:
        return Measured(asyncio.run(_figures(2 if quick else ROUNDS)))
    finally:
        logging.stream = stream


async def _figures(rounds: int) -> dict[str, float]:
    cases = {name: await Case.of(name) for name in (QUERY, LIST, COMMAND)}
    figures: dict[str, float] = {}
    for key, name, cold in (
        ("guard_us_per_request", QUERY, False),
        ("guard_us_per_request_cold", QUERY, True),
        ("guard_us_per_command", COMMAND, False),
    ):
        guarded, bare = [], []
        for _ in range(rounds):
            guarded.append(await cases[name].microseconds(HttpCall, cold=cold))
            bare.append(await cases[name].microseconds(Unguarded, cold=cold))
        figures[key] = paired_difference(guarded, bare)
    for key, cold in (("guard_rpcs_per_request", False), ("guard_rpcs_per_request_cold", True)):
        figures[key] = max([await case.rpcs(cold=cold) for case in cases.values()])
    return figures
