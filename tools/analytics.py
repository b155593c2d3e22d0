"""`ella analytics check ASSESSMENT`: have an assessment counted again, and tell where its counters differ.

`ELLA_TOKEN` is an API key with `attempts:read` and `operations:read`, or an access token of somebody who may.
"""

import argparse
import os
import sys
import time
from typing import Any

import httpx

from tools.demo.api import Api, UnexpectedAnswer

PAUSE_SECONDS = 0.5


def main(arguments: list[str]) -> int:
    """Run one command; return 0 where all counters are right, 1 for differences, 2 where nothing could be compared."""
    parser = argparse.ArgumentParser(prog="ella analytics", description=__doc__)
    parser.add_argument("command", choices=("check",))
    parser.add_argument("assessment", help="the assessment's id")
    parser.add_argument("--url", default=os.environ.get("ELLA_URL", "http://127.0.0.1:8080"), help="where the API is")
    parser.add_argument("--patience", type=float, default=600, help="how many seconds to wait for the count")
    chosen = parser.parse_args(arguments)
    token = os.environ.get("ELLA_TOKEN")
    if not token:
        print("set ELLA_TOKEN to an API key or an access token", file=sys.stderr)
        return 2
    try:
        with httpx.Client(base_url=chosen.url, timeout=30, trust_env=False) as http:
            operation = counted_again(Api(http, token), chosen.assessment, chosen.patience)
    except (httpx.HTTPError, UnexpectedAnswer) as problem:
        print(problem, file=sys.stderr)
        return 2
    if operation["status"] != "succeeded":
        print(f"the count was not finished: {operation['status']}", file=sys.stderr)
        return 2
    return told(operation["result"])


def counted_again(api: Api, assessment_id: str, patience: float) -> dict[str, Any]:
    """Return the operation of a count once it is over, or as it is when patience ends."""
    operation = api.post(f"/v1/assessments/{assessment_id}/analytics/reconciliation", {}, expect=202)
    deadline = time.monotonic() + patience
    while operation["status"] in ("pending", "running") and time.monotonic() < deadline:
        time.sleep(PAUSE_SECONDS)
        operation = api.get(f"/v1/operations/{operation['id']}")
    return operation


def told(result: dict[str, Any]) -> int:
    """Print what a count came to; return the exit status."""
    differences = result["differences"]
    for name, each in differences.items():
        print(f"{name}: held {each['held']}, counted {each['counted']}")
    if differences:
        print(f"{len(differences)} of the counters over {result['attempts']} attempts differ", file=sys.stderr)
        return 1
    print(f"right: the counters over {result['attempts']} attempts")
    return 0
