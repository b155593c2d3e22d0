import csv
import hashlib
import io

import pytest

from shared.auth.roles import Role
from shared.domain.audit.events import AuditExportRequested
from shared.domain.audit.verification import verify
from shared.errors import DependencyUnavailable
from tests.fixtures.audit import exported, log_of, more_entries, store_entries
from tests.fixtures.examples import draft_question
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await log_of(stage, 1)
    operation = (await stage.call("export_audit_log", as_=admin, body={})).data
    return Arranged(event=AuditExportRequested(export_id=operation["id"]), tenant_id=admin.tenant_id)


async def test_an_exported_log_is_whole(stage: Stage) -> None:
    admin = await log_of(stage, 1, sequenced=False)
    await store_entries(stage, admin.tenant_id, 300)
    await stage.tick("sequence_audit_entries")
    key = (await stage.call("get_audit_checkpoint", as_=admin)).data["verifierKey"]
    export = await exported(stage, admin)
    found = verify(io.BytesIO(export.content), key)
    assert (found.problems, found.entries, found.erased) == ([], 301, 0)
    result = export.operation["result"]
    assert (result["sha256"], result["size"]) == (hashlib.sha256(export.content).hexdigest(), len(export.content))
    assert result["treeSize"] == 301


async def test_entries_without_a_place_come_with_the_next_export(stage: Stage) -> None:
    admin = await log_of(stage, 2)
    await more_entries(stage, admin, 1)
    found = verify(io.BytesIO((await exported(stage, admin)).content))
    assert (found.problems, found.entries) == ([], 2)


async def test_a_log_without_any_place_is_refused_with_a_reason(stage: Stage) -> None:
    export = await exported(stage, await stage.member(Role.ADMIN), written=False)
    assert (export.operation["status"], export.operation["error"]["code"]) == ("failed", "not_sequenced")


async def test_a_csv_holds_what_was_asked_for(stage: Stage) -> None:
    admin = await log_of(stage, 1)
    await store_entries(stage, admin.tenant_id, 130)
    colleague = await stage.member(Role.RECRUITER, tenant_id=admin.tenant_id)
    await draft_question(stage, colleague)
    rows = list(csv.DictReader(io.StringIO((await exported(stage, admin, format="csv")).content.decode())))
    assert len(rows) >= 131
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
    actor = f"user:{colleague.user_id}"
    chosen = await exported(stage, admin, format="csv", actor=actor)
    [row] = csv.DictReader(io.StringIO(chosen.content.decode()))
    assert (row["actor"], row["action"], row["address"]) == (actor, "create_question", "203.0.113.7")


@pytest.mark.parametrize("agent", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", " =1", "\t=1"])
async def test_no_cell_is_a_formula(stage: Stage, agent: str) -> None:
    admin = await stage.member(Role.ADMIN)
    body = {"email": "rita@example.com", "role": "viewer"}
    await stage.call("invite_member", as_=admin, body=body, headers={"user-agent": agent})
    export = await exported(stage, admin, format="csv", actor=f"user:{admin.user_id}")
    rows = csv.DictReader(io.StringIO(export.content.decode()))
    assert {row["action"]: row["userAgent"] for row in rows}["invite_member"] == f"'{agent}"


async def test_a_file_store_that_is_down_only_delays_it(stage: Stage) -> None:
    admin = await log_of(stage, 1)
    operation = (await stage.call("export_audit_log", as_=admin, body={})).data
    event = stage.envelope(AuditExportRequested(export_id=operation["id"]), admin.tenant_id)
    put = stage.files.put

    async def down(*_: object, **__: object) -> None:
        raise DependencyUnavailable("down")

    stage.files.put = down
    assert await stage.deliver("write_audit_export", event) == 204
    stage.files.put = put
    stage.clock.advance(minutes=1)
    assert await stage.deliver("write_audit_export", event) == 204
    answer = await stage.call("get_operation", as_=admin, path={"operationId": operation["id"]})
    assert answer.data["status"] == "succeeded"
