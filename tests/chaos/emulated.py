"""The local stack with a proxy before each dependency, and a gateway that can be killed and started again."""

import asyncio
import base64
import json
import os
import shutil
import signal
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import patch

import httpx

from shared.domain.attempts.events import AttemptScored
from tests.chaos.proxy import Proxy
from tests.fixtures.redis import RedisServer
from tools.stack import Stack
from tools.stack.ports import free_ports
from tools.stack.supervisor import Supervisor

PROXIED = ("firestore", "pubsub", "smtp", "redis")
_WATCHER = "chaos-scored"
# Which events are delivered twice: those that an attempt's way to its score is made of.
_DOUBLED = ("attempts.", "execution.")
_ENVIRONMENT = {"ELLA_RATE_LIMITS_SCALE": "100000", "ELLA_DEFAULT_PLAN": "business"}


class World:
    """What outages are played on."""

    def __init__(self, stack: Stack, proxies: dict[str, Proxy], redis: RedisServer | None) -> None:
        self.stack, self.proxies, self.redis = stack, proxies, redis
        self.http = httpx.AsyncClient(trust_env=False, timeout=30)
        self.told: defaultdict[str, set[str]] = defaultdict(set)
        self._gateway: Supervisor | None = None
        self._project = stack.environment["ELLA_PROJECT"]
        self._pubsub = f"http://127.0.0.1:{stack.ports['pubsub']}/v1/projects/{self._project}"

    @property
    def broken(self) -> int:
        """How many connections to dependencies were broken so far."""
        return sum(proxy.broken for proxy in self.proxies.values())

    async def start_functions(self) -> None:
        """Start the process of the functions, and wait until it answers."""
        log = self.stack.logs.with_name("chaos-gateway.log")
        self._gateway = Supervisor([self.stack.gateway()], log, start_seconds=120)
        await self._gateway.__aenter__()

    async def kill_functions(self) -> None:
        """Kill the process of the functions as the kernel does when it wants memory: nothing is put in order."""
        assert self._gateway is not None
        os.killpg(self._gateway.pids["gateway"], signal.SIGKILL)
        await self._gateway.stop()
        self._gateway = None

    def signal_pubsub(self, number: signal.Signals) -> None:
        """Send a signal to the Pub/Sub emulator."""
        os.killpg(self.stack.pids["pubsub"], number)

    async def watch(self) -> None:
        """Have a subscription of our own told of each score."""
        topic = f"projects/{self._project}/topics/{AttemptScored.type}"
        await self.http.put(f"{self._pubsub}/subscriptions/{_WATCHER}", json={"topic": topic})

    async def pull(self) -> None:
        """Note each event of a score that was published; one that is delivered again is still one."""
        path = f"{self._pubsub}/subscriptions/{_WATCHER}"
        while True:
            answer = await self.http.post(f"{path}:pull", json={"maxMessages": 500, "returnImmediately": True})
            received = answer.json().get("receivedMessages", [])
            if not received:
                return
            for each in received:
                data = json.loads(base64.b64decode(each["message"]["data"]))
                self.told[data["attemptId"]].add(each["message"]["attributes"]["ce-id"])
            acknowledged = {"ackIds": [each["ackId"] for each in received]}
            (await self.http.post(f"{path}:acknowledge", json=acknowledged)).raise_for_status()

    async def double(self) -> int:
        """Subscribe each subscriber of the events of attempts once more; return how many there are."""
        listed = (await self.http.get(f"{self._pubsub}/subscriptions", params={"pageSize": 1000})).json()
        chosen = [
            each
            for each in listed["subscriptions"]
            if each["topic"].rpartition("/")[2].startswith(_DOUBLED) and each.get("pushConfig", {}).get("pushEndpoint")
        ]
        for each in chosen:
            body = {name: each[name] for name in ("topic", "pushConfig", "ackDeadlineSeconds")}
            url = f"{self._pubsub}/subscriptions/{each['name'].rpartition('/')[2]}.again"
            (await self.http.put(url, json=body)).raise_for_status()
        return len(chosen)

    async def single(self) -> None:
        """Take the second subscriptions back."""
        listed = (await self.http.get(f"{self._pubsub}/subscriptions", params={"pageSize": 1000})).json()
        for each in listed["subscriptions"]:
            if each["name"].endswith(".again"):
                await self.http.delete(f"{self._pubsub}/subscriptions/{each['name'].rpartition('/')[2]}")

    async def close(self) -> None:
        """Stop what this started."""
        await self.http.aclose()
        if self._gateway is not None:
            await self._gateway.stop()


@asynccontextmanager
async def world() -> AsyncIterator[World]:
    """Start everything; this process itself goes to the emulators past the proxies."""
    proxies = {name: Proxy(port) for name, port in free_ports(PROXIED).items()}
    hosts = {name: f"127.0.0.1:{proxy.port}" for name, proxy in proxies.items()}
    with tempfile.TemporaryDirectory(prefix="ella-chaos-") as folder:
        redis = RedisServer(Path(folder)) if shutil.which("redis-server") else None
        environment = _ENVIRONMENT | {
            "FIRESTORE_EMULATOR_HOST": hosts["firestore"],
            "PUBSUB_EMULATOR_HOST": hosts["pubsub"],
            "ELLA_SMTP_URL": f"smtp://{hosts['smtp']}",
            **({"REDIS_URL": f"redis://{hosts['redis']}/0"} if redis else {}),
        }
        stack = Stack(gateway=False, name="chaos", extra_environment=environment)
        for name, proxy in proxies.items():
            proxy.target = redis.port if redis and name == "redis" else stack.ports.get(name, 0)
            await proxy.mend()
        if redis:
            await asyncio.to_thread(redis.start)
        direct = {
            "FIRESTORE_EMULATOR_HOST": f"127.0.0.1:{stack.ports['firestore']}",
            "PUBSUB_EMULATOR_HOST": f"127.0.0.1:{stack.ports['pubsub']}",
        }
        try:
            async with stack:
                found = World(stack, proxies, redis)
                try:
                    await found.start_functions()
                    await found.watch()
                    with patch.dict(os.environ, stack.environment | direct):
                        yield found
                finally:
                    await found.close()
        finally:
            for proxy in proxies.values():
                await proxy.refuse()
            if redis:
                redis.stop()
