"""The audit log on the emulators: sequenced, exported, downloaded, verified."""

import io
import time
from typing import Any

import httpx

from shared.domain.audit.verification import verify
from tests.fixtures.http import new_company
from tools.stack import Stack


def test_an_exported_log_is_verified_offline(stack: Stack) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        company = new_company(http, stack.inbox_url)
        headers = {"authorization": f"Bearer {company.owner_token}"}

        def call(method: str, path: str, **more: Any) -> dict[str, Any]:
            return http.request(method, path, headers=headers, **more).json()

        wait_for(lambda: call("GET", "/v1/audit-checkpoint")["success"])
        operation = call("POST", "/v1/audit-exports", json={"format": "json_lines"})["data"]
        done = f"/v1/operations/{operation['id']}"
        wait_for(lambda: call("GET", done)["data"]["status"] == "succeeded")
        url = call("POST", f"/v1/audit-exports/{operation['id']}/download")["data"]["url"]
        content = http.get(url).content
        key = call("GET", "/v1/audit-checkpoint")["data"]["verifierKey"]
    found = verify(io.BytesIO(content), key)
    assert found.problems == []
    assert found.entries > 0


def wait_for(condition: Any) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.2)
