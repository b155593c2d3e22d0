"""The generated indexes cover what the emulator's queries used: it would run them without."""

import json
from typing import Any

import httpx

from shared.runtime.entry_points import ROOT
from tests.fixtures.http import new_company
from tools.stack import Stack


def test_every_query_that_needs_an_index_has_one(stack: Stack) -> None:
    # Filters without an order need no index of several fields, but are reported: only what is asked here counts.
    before = composite(stack)
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        company = new_company(http, stack.inbox_url)
        company.candidate()
        for path in (
            "/v1/questions?status=published&sort=createdAt",
            "/v1/questions?count=true",
            "/v1/assessments?status=active",
            "/v1/assessments?status=active&category=backend",
            "/v1/assessments?category=backend",
            f"/v1/invitations?assessmentId={company.assessment}&status=started",
            f"/v1/attempts?assessmentId={company.assessment}&status=open",
            "/v1/attempts?sort=startedAt",
            "/v1/search/questions?q=sum&status=published",
            "/v1/operations?kind=import_questions&status=running&sort=createdAt",
        ):
            company.recruiter.get(path)
        company.owner.get("/v1/members?role=recruiter&isActive=true")
        company.owner.get("/v1/audit-entries?action=create_question")
        company.owner.get("/v1/dead-letters")
    declared = json.loads((ROOT / "firestore.indexes.json").read_text())["indexes"]
    used = [json.loads(index) for index, queries in composite(stack).items() if queries > before.get(index, 0)]
    assert used, "the emulator reported no query at all"
    assert [each for each in used if not covered(each, declared)] == []


def composite(stack: Stack) -> dict[str, int]:
    """Return the used indexes of several fields as JSON, `__name__` left out, and how many queries used each."""
    host = stack.environment["FIRESTORE_EMULATOR_HOST"]
    usage = httpx.get(
        f"http://{host}/emulator/v1/projects/demo-ella:indexUsage",
        params={"database": "projects/demo-ella/databases/(default)"},
        trust_env=False,
    ).json()
    found: dict[str, int] = {}
    for report in usage.get("reports", []):
        index = report["index"]
        fields = [each for each in index["fields"] if each["fieldPath"] != "__name__"]
        if len(fields) > 1:
            collection = index["name"].split("/collectionGroups/")[1].split("/")[0]
            named = {"collectionGroup": collection, "queryScope": index["queryScope"], "fields": fields}
            found[json.dumps(named)] = int(report["numQueries"])
    return found


def covered(used: dict[str, Any], declared: list[dict[str, Any]]) -> bool:
    """Tell whether the declared indexes serve a query, merged where it has several equality filters."""
    mine = [
        [_kind_of(each) for each in index["fields"]]
        for index in declared
        if index["collectionGroup"] == used["collectionGroup"] and index["queryScope"] == used["queryScope"]
    ]
    wanted = [_kind_of(each) for each in used["fields"]]
    *filters, order = wanted
    return wanted in mine or all([each, order] in mine for each in filters)


def _kind_of(field: dict[str, Any]) -> tuple[str, str]:
    return field["fieldPath"], field.get("arrayConfig") or field.get("order", "ASCENDING")
