"""A suite run over the HTTP API of the running stack: from asking for the run to its end."""

import contextlib
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from tests.fixtures.http import new_company
from tools.demo.api import Api
from tools.stack import running_stack

_ENVIRONMENT = {"ELLA_RATE_LIMITS_SCALE": "100000", "ELLA_DEFAULT_PLAN": "business"}
_PATIENCE = 1_800.0


class ApiSuite:
    """A saved card on a saved set of cases."""

    def __init__(self, api: Api, config: dict[str, Any]) -> None:
        self._api = api
        tests = config["tests"]
        variables = [{"name": name} for name in tests[0]["vars"]]
        prompt = {"kind": "text", "template": config["prompts"][0]}
        content = {"name": config["description"], "prompt": prompt, "variables": variables}
        self._card = api.post("/v1/cards", {"content": content}, expect=201)["id"]
        api.post(f"/v1/cards/{self._card}/versions", {}, expect=201)
        cases = [{"vars": each["vars"], "assertions": each["assert"]} for each in tests]
        named = {"name": config["description"], "cases": cases}
        self._cases = api.post("/v1/case-sets", {"content": named}, expect=201)["id"]
        api.post(f"/v1/case-sets/{self._cases}/versions", {}, expect=201)
        self._count = len(tests)

    def seconds(self) -> float:
        """Return how long a run takes, without the cache; raise RuntimeError where it doesn't end, or not all pass."""
        echo = {"provider": "echo", "model": "", "parameters": {}}
        asked = {"caseSetId": self._cases, "providers": [echo], "useCache": False}
        begun = time.perf_counter()
        run = self._api.post(f"/v1/cards/{self._card}/runs", asked, expect=202)
        while time.perf_counter() - begun < _PATIENCE:
            found = self._api.get(f"/v1/suite-runs/{run['id']}")
            if found["finishedAt"]:
                took = time.perf_counter() - begun
                if found["summary"]["passed"] != self._count:
                    raise RuntimeError(f"not all cases pass: {found['summary']}")
                return took
            time.sleep(0.1)
        raise RuntimeError("the run did not end")


@contextmanager
def api_suite(config: dict[str, Any]) -> Iterator[ApiSuite]:
    """Start the stack and save a config's prompt and cases there."""
    with (
        running_stack(extra_environment=_ENVIRONMENT) as stack,
        httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http,
    ):
        with contextlib.redirect_stdout(io.StringIO()):
            company = new_company(http, stack.inbox_url)
        yield ApiSuite(company.recruiter, config)
