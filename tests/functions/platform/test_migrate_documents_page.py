import pytest

from shared.auth.roles import Role
from shared.domain.operations.events import MigrationPageDue
from tests.fixtures.migrations import change_the_schema, old_questions
from tests.fixtures.operations import failed_operation, pending_operation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

NAME = "migrate_documents_page"
KIND = "document_migration"


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    operation_id = await pending_operation(stage, admin, kind=KIND)
    return Arranged(event=MigrationPageDue(operation_id=operation_id, tries=1), tenant_id=admin.tenant_id)


async def test_a_page_of_an_earlier_try_does_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = await stage.member(Role.ADMIN)
    operation_id = await failed_operation(stage, admin, kind=KIND)
    await stage.call("retry_operation", as_=admin, path={"operationId": operation_id})
    await old_questions(stage, admin, 1)
    change_the_schema(monkeypatch)
    late = MigrationPageDue(operation_id=operation_id, tries=1)
    assert await stage.deliver(NAME, stage.envelope(late, admin.tenant_id)) == 204
    [question] = await stage.documents("questions")
    assert question["schemaVersion"] == 1


async def test_large_documents_come_in_smaller_pages(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = await stage.member(Role.ADMIN)
    for question_id in await old_questions(stage, admin, 12):
        path = f"tenants/{admin.tenant_id}/questions/{question_id}"
        await stage.change(path, refusals=["x" * 900_000])
    change_the_schema(monkeypatch)
    operation_id = await pending_operation(stage, admin, kind=KIND)
    stage.bus.published.clear()
    first = MigrationPageDue(operation_id=operation_id, tries=1)
    assert await stage.deliver(NAME, stage.envelope(first, admin.tenant_id)) == 204
    await stage.settle()
    assert [each.data["rewritten"] for each in stage.bus.published] == [4, 8, 12]
    assert {each["schemaVersion"] for each in await stage.documents("questions")} == {2}
