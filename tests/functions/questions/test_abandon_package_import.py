import pytest

from shared.auth.roles import Role
from shared.domain.operations.events import OperationCancelled
from tests.fixtures.archives import package
from tests.fixtures.imports import imported, play_leaky
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.uploads import stored_path

pytestmark = pytest.mark.anyio

NAME = "abandon_package_import"


async def arrange(stage: Stage) -> Arranged:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id, operation_id = await imported(stage, recruiter, package("leaky"))
    event = OperationCancelled(
        operation_id=operation_id, operation_kind="question_package_import", subject_id=upload_id
    )
    return Arranged(event=event, tenant_id=recruiter.tenant_id)


async def cancel(stage: Stage, recruiter: SignedIn, operation_id: str) -> None:
    answer = await stage.call("cancel_operation", as_=recruiter, path={"operationId": operation_id})
    assert answer.data["status"] == "cancelled"


async def nothing_is_left(stage: Stage, recruiter: SignedIn, upload_id: str) -> bool:
    left = [await stage.documents(name) for name in ("packageImports", "uploads", "questionVersions")]
    return left == [[], [], []] and await stage.files.stat(stored_path(recruiter, upload_id)) is None


async def test_an_import_cancelled_before_it_is_read_leaves_nothing(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id, operation_id = await imported(stage, recruiter, package("leaky"))
    await cancel(stage, recruiter, operation_id)
    await stage.settle(but=["read_question_package"])
    assert await nothing_is_left(stage, recruiter, upload_id)
    assert await stage.documents("questions") == []


async def test_an_import_cancelled_while_its_submissions_run_keeps_the_draft_only(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    play_leaky(stage)
    upload_id, operation_id = await imported(stage, recruiter, package("leaky"))
    await stage.settle(but=["execute_run"])
    await cancel(stage, recruiter, operation_id)
    log = await stage.settle()
    assert not [line for line in log if not line.endswith("204")]
    assert await nothing_is_left(stage, recruiter, upload_id)
    [operation] = await stage.documents("operations")
    [question] = await stage.documents("questions")
    assert (operation["status"], question["status"]) == ("cancelled", "draft")


async def test_another_kind_of_work_is_not_touched(stage: Stage) -> None:
    recruiter = await stage.member(Role.RECRUITER)
    upload_id, operation_id = await imported(stage, recruiter, package("leaky"))
    event = OperationCancelled(operation_id=operation_id, operation_kind="document_migration", subject_id=upload_id)
    assert await stage.deliver(NAME, stage.envelope(event, recruiter.tenant_id)) == 204
    assert len(await stage.documents("packageImports")) == 1
