"""A company backs itself up, is restored beside itself and is entered, on the running stack."""

from typing import Any

import httpx

from tests.fixtures.http import sign_up
from tools.demo.api import Api, Inbox, until
from tools.demo.play import Demo
from tools.stack import Stack, running_stack


def test_a_company_is_restored_beside_itself(stack: Stack) -> None:
    play(stack)


def test_it_is_on_the_embedded_adapters() -> None:
    with running_stack(backend="embedded") as embedded:
        play(embedded)


def play(stack: Stack) -> None:
    """Back a new company up and restore it."""
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        signed_up = sign_up(demo)
        owner, tenant_id = demo.api.signed_in(signed_up["accessToken"]), signed_up["tenantId"]
        http.headers["x-tenant-id"] = tenant_id
        app = owner.post("/v1/apps", {"name": "Help desk"}, expect=201)

        backup = finished(owner, owner.post("/v1/backups", {}, expect=202))
        [listed] = owner.get("/v1/backups")
        assert (listed["id"], listed["status"]) == (backup["backupId"], "complete")
        assert listed["manifestSha256"] == backup["manifestSha256"]

        owner.post("/v1/apps", {"name": "Made since"}, expect=201)
        body = {"companyName": "Acme again", "subdomain": f"again-{tenant_id.lower()}"}
        restored = finished(owner, owner.post(f"/v1/backups/{backup['backupId']}/restore", body, expect=202))
        assert restored["documents"] == backup["documents"]

        fresh = restored["tenantId"]
        states = {each["id"]: each["state"] for each in owner.get("/v1/tenants")["tenants"]}
        assert states == {tenant_id: "active", fresh: "suspended"}
        http.headers["x-tenant-id"] = fresh
        assert [each["id"] for each in owner.get("/v1/apps")] == [app["id"]]
        owner.post(f"/v1/tenants/{fresh}/resume")
        owner.post("/v1/apps", {"name": "After"}, expect=201)


def finished(owner: Api, operation: dict[str, Any]) -> dict[str, Any]:
    """Wait until an operation is over and return its result."""

    def over() -> dict[str, Any] | None:
        shown = owner.get(f"/v1/operations/{operation['id']}")
        assert shown["status"] != "failed", shown["error"]
        return shown if shown["status"] == "succeeded" else None

    return until(over, f"the operation {operation['kind']} to be over")["result"]
