"""Calls to this machine alone, each timed and counted under its kind."""

import asyncio
import ipaddress
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx


class NotThisMachine(Exception):
    """A load is never sent to another machine."""


def on_this_machine(url: str) -> str:
    """Return a URL whose host is a loopback address; raise NotThisMachine for every other, names included."""
    host = urlsplit(url).hostname or ""
    try:
        if ipaddress.ip_address(host).is_loopback:
            return url
    except ValueError:
        pass
    raise NotThisMachine(f"a load goes to this machine alone, by a loopback address such as 127.0.0.1, not to {host!r}")


@dataclass
class Kind:
    """What came of the calls of one kind; `refused` counts answers by status, and 0 for none."""

    seconds: list[float] = field(default_factory=list[float])
    refused: defaultdict[int, int] = field(default_factory=lambda: defaultdict[int, int](int))

    @property
    def errors(self) -> int:
        """How many calls did not come to what they were made for."""
        return sum(self.refused.values())

    @property
    def count(self) -> int:
        """How many calls there were."""
        return len(self.seconds) + self.errors


class Calls:
    """Makes calls and counts them."""

    def __init__(self, gateway_url: str, connections: int) -> None:
        self.kinds: defaultdict[str, Kind] = defaultdict(Kind)
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=2)
        self._http = httpx.AsyncClient(
            base_url=on_this_machine(gateway_url), timeout=60, limits=limits, trust_env=False
        )

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def send(self, kind: str, method: str, path: str, token: str = "", **options: Any) -> Any:
        """Make one call, count it, and return its `data`; None where it was refused or not answered."""
        headers = {"authorization": f"Bearer {token}"} if token else {}
        headers |= options.pop("headers", {})
        began = time.perf_counter()
        try:
            answer = await self._http.request(method, path, headers=headers, **options)
        except httpx.HTTPError:
            self.kinds[kind].refused[0] += 1
            return None
        if not answer.is_success:
            self.kinds[kind].refused[answer.status_code] += 1
            return None
        self.kinds[kind].seconds.append(time.perf_counter() - began)
        body = answer.json() if answer.headers.get("content-type", "").startswith("application/json") else {}
        return body.get("data", body)

    def took(self, kind: str, seconds: float | None) -> None:
        """Count something longer than a call: its seconds, or None where it came to nothing."""
        if seconds is None:
            self.kinds[kind].refused[0] += 1
        else:
            self.kinds[kind].seconds.append(seconds)


async def every(interval: float, seconds: float, work: Any) -> None:
    """Begin `work(number)` at each interval whatever became of those before; return when all have ended."""
    began = time.perf_counter()
    tasks: list[asyncio.Task[Any]] = []
    number = 0
    while (due := number * interval) < seconds:
        await asyncio.sleep(max(0.0, began + due - time.perf_counter()))
        tasks.append(asyncio.create_task(work(number)))
        number += 1
    await asyncio.gather(*tasks)
