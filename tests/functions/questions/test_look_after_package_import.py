from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.questions.events import PackageImportLookDue
from tests.fixtures.archives import package
from tests.fixtures.imports import imported, play_leaky
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.uploads import stored_path

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id, _ = await imported(stage, recruiter, package("leaky"))
    return Arranged(event=PackageImportLookDue(upload_id=upload_id, tries=1), tenant_id=recruiter.tenant_id)


async def stuck(stage: Stage) -> tuple[SignedIn, str, str]:
    """Let an import stand still because its package is never read; return its upload and its operation."""
    recruiter = await stage.member(Role.RECRUITER)
    upload_id, operation_id = await imported(stage, recruiter, package("leaky"))
    stage.bus.waiting.clear()
    stage.clock.advance(hours=7)
    await stage.settle()
    return await stage.member(Role.ADMIN, tenant_id=recruiter.tenant_id), upload_id, operation_id


async def operation(stage: Stage) -> dict[str, Any]:
    [found] = await stage.documents("operations")
    return found


async def stored_bytes(stage: Stage) -> int:
    return sum(each["size"] for each in await stage.documents("uploads"))


async def test_an_import_that_stands_still_fails_keeps_its_package_and_can_be_tried_again(stage: Stage) -> None:
    recruiter, upload_id, _ = await stuck(stage)
    found = await operation(stage)
    assert (found["status"], found["error"]["code"], found["retryable"]) == ("failed", "import_stands_still", True)
    assert len(await stage.documents("packageImports")) == 1
    assert await stage.files.stat(stored_path(recruiter, upload_id)) is not None


async def test_a_failed_import_that_nobody_tries_again_gives_back_all_it_held(stage: Stage) -> None:
    recruiter, upload_id, operation_id = await stuck(stage)
    assert await stored_bytes(stage) > 0
    stage.clock.advance(days=7)
    await stage.settle()
    assert await stage.documents("packageImports") == await stage.documents("uploads") == []
    assert await stage.files.stat(stored_path(recruiter, upload_id)) is None
    later = await stage.member(Role.ADMIN, tenant_id=recruiter.tenant_id)
    answer = await stage.call("retry_operation", as_=later, path={"operationId": operation_id})
    assert (answer.status, answer.error["code"]) == (409, "operation_not_retryable")


async def test_an_import_that_still_moves_is_left_alone(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    play_leaky(stage)
    await imported(stage, recruiter, package("leaky"))
    stage.clock.advance(hours=5)
    await stage.settle(but=["execute_run"])
    stage.clock.advance(hours=2)
    await stage.settle(but=["execute_run"])
    assert (await operation(stage))["status"] == "running"
    stage.clock.advance(hours=5)
    await stage.settle(but=["execute_run"])
    assert (await operation(stage))["status"] == "failed"


async def test_a_look_at_an_earlier_try_changes_nothing(stage: Stage) -> None:
    recruiter, upload_id, operation_id = await stuck(stage)
    await stage.call("retry_operation", as_=recruiter, path={"operationId": operation_id})
    event = PackageImportLookDue(upload_id=upload_id, tries=1)
    assert await stage.deliver("look_after_package_import", stage.envelope(event, recruiter.tenant_id)) == 204
    assert (await operation(stage))["status"] == "pending"
