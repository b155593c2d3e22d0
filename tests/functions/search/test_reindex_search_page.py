import pytest

from shared.auth.roles import Role
from shared.domain.operations.events import ReindexPageDue
from shared.domain.operations.transitions import cancelled
from tests.fixtures.attempts import unit
from tests.fixtures.examples import draft_question
from tests.fixtures.operations import pending_operation
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    await draft_question(stage, admin)
    operation_id = await pending_operation(stage, admin, kind="search_reindex")
    return Arranged(as_=admin, event=ReindexPageDue(operation_id=operation_id, tries=1), tenant_id=admin.tenant_id)


async def test_a_cancelled_one_indexes_nothing_more(stage: Stage) -> None:
    call = await arrange(stage)
    assert isinstance(call.event, ReindexPageDue)
    work = unit(stage, call.tenant_id)
    await cancelled(work, call.event.operation_id)
    await work.commit()
    assert await stage.deliver("reindex_search_page", stage.envelope(call.event, call.tenant_id)) == 204
    assert await stage.documents("searchEntries") == []
