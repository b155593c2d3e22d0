import pytest

from shared.auth.roles import Role
from shared.domain.operations.events import OperationRetried
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


def event(kind: str) -> OperationRetried:
    return OperationRetried(operation_id="O", operation_kind=kind, subject_id="T", tries=2)


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    return Arranged(event=event("document_migration"), tenant_id=admin.tenant_id)


@pytest.mark.parametrize(("kind", "pages"), [("document_migration", 1), ("question_package_import", 0)])
async def test_only_a_migration_begins_again(kind: str, pages: int, stage: Stage) -> None:
    tenant_id = await stage.tenant()
    assert await stage.deliver("retry_document_migration", stage.envelope(event(kind), tenant_id)) == 204
    assert len(stage.bus.published) == pages
