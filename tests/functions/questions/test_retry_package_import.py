from collections.abc import Sequence
from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.execution.events import ExecutionCompleted
from shared.domain.operations.events import OperationRetried
from tests.fixtures.archives import package
from tests.fixtures.imports import imported, play_leaky
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio

NAME = "retry_package_import"


async def arrange(stage: Stage) -> Arranged:
    recruiter, upload_id, operation_id = await stopped_at(stage, "read_question_package")
    event = OperationRetried(
        operation_id=operation_id, operation_kind="question_package_import", subject_id=upload_id, tries=2
    )
    return Arranged(event=event, tenant_id=recruiter.tenant_id)


async def stopped_at(stage: Stage, *without: str) -> tuple[SignedIn, str, str]:
    """Let an import fail since some subscribers never got their events; return its upload and its operation."""
    recruiter = await stage.member(Role.RECRUITER)
    play_leaky(stage)
    upload_id, operation_id = await imported(stage, recruiter, package("leaky"))
    await stage.settle(but=without)
    stage.clock.advance(hours=7)
    await stage.settle(but=without)
    assert (await operation(stage))["status"] == "failed"
    return await stage.member(Role.ADMIN, tenant_id=recruiter.tenant_id), upload_id, operation_id


async def operation(stage: Stage) -> dict[str, Any]:
    [found] = await stage.documents("operations")
    return found


@pytest.mark.parametrize("without", [["read_question_package"], ["execute_run"], ["conclude_package_import"]])
async def test_an_import_goes_on_where_it_stopped(stage: Stage, without: Sequence[str]) -> None:
    recruiter, _, operation_id = await stopped_at(stage, *without)
    answer = await stage.call("retry_operation", as_=recruiter, path={"operationId": operation_id})
    assert answer.status == 202, answer.body
    await stage.settle()
    found = await operation(stage)
    assert (found["status"], found["tries"]) == ("succeeded", 2)
    assert len(found["result"]["submissions"]) == 2
    assert len(await stage.documents("questions")) == 1
    for collection in ("packageImports", "questionVersions", "uploads"):
        assert await stage.documents(collection) == []


async def test_a_run_that_ends_after_the_failure_waits_for_the_next_try(stage: Stage) -> None:
    recruiter, _, operation_id = await stopped_at(stage, "conclude_package_import")
    [run, *_] = await stage.documents("runs")
    late = ExecutionCompleted(run_id=run["id"], purpose=run["purpose"], subject_id=run["subjectId"])
    await stage.deliver("conclude_package_import", stage.envelope(late, recruiter.tenant_id))
    assert len(await stage.documents("packageImports")) == 1
    await stage.call("retry_operation", as_=recruiter, path={"operationId": operation_id})
    await stage.settle()
    assert (await operation(stage))["status"] == "succeeded"


async def test_a_package_that_is_gone_is_said_to_be(stage: Stage) -> None:
    call = await arrange(stage)
    [asked] = await stage.documents("packageImports")
    await stage.change(f"tenants/{call.tenant_id}/packageImports/{asked['id']}", operationId="another")
    path = {"operationId": asked["operationId"]}
    recruiter = await stage.member(Role.ADMIN, tenant_id=call.tenant_id)
    await stage.call("retry_operation", as_=recruiter, path=path)
    await stage.settle()
    answer = await stage.call("get_operation", as_=recruiter, path=path)
    assert (answer.data["error"]["code"], answer.data["retryable"]) == ("package_gone", False)


async def test_other_kinds_are_nothing_to_it(stage: Stage) -> None:
    member = await stage.member()
    event = OperationRetried(operation_id="o", operation_kind="search_reindex", subject_id="s", tries=2)
    await stage.deliver(NAME, stage.envelope(event, member.tenant_id))
    assert await stage.waiting() == []
