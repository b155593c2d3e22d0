"""What the measurements need in the store: a member with a token, a question, and the bare function's twin of it."""

import json
import time
from dataclasses import dataclass
from typing import Any

import httpx

from tools.demo.content import SUM


@dataclass(frozen=True)
class Case:
    """One question, and who may read it."""

    question_id: str
    question_path: str
    headers: dict[str, str]
    question_body: bytes
    bare_body: bytes


def prepared(stack: Any) -> Case:
    """Sign a company up and write a question, through the public API."""
    suffix = time.time_ns()
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        answer = http.post(
            "/v1/auth/sign-up",
            json={
                "companyName": "Bench",
                "subdomain": f"bench-{suffix}",
                "email": f"bench-{suffix}@example.com",
                "password": "correct horse battery staple",
                "displayName": "Bench",
            },
        ).json()["data"]
        headers = {"authorization": f"Bearer {answer['accessToken']}", "x-tenant-id": answer["tenantId"]}
        question = http.post("/v1/questions", json={"content": SUM}, headers=headers).json()["data"]["id"]
    tenant = answer["tenantId"]
    member = f"tenants/{tenant}/members/{answer['user']['id']}"
    return Case(
        question_id=question,
        question_path=f"tenants/{tenant}/questions/{question}",
        headers=headers,
        question_body=json.dumps({"content": SUM}).encode(),
        bare_body=json.dumps({"content": SUM, "member": member}).encode(),
    )
