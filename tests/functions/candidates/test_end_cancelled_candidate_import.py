import pytest

from shared.domain.operations.events import OperationCancelled
from tests.fixtures.candidate_imports import asked_import, table
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member, answer = await asked_import(stage, table(2))
    event = OperationCancelled(
        operation_id=answer.data["id"], operation_kind="candidate_import", subject_id=answer.data["subjectId"]
    )
    return Arranged(as_=member, event=event, tenant_id=member.tenant_id)


async def test_other_kinds_are_nothing_to_it(stage: Stage) -> None:
    member = await stage.member()
    event = OperationCancelled(operation_id="o", operation_kind="search_reindex", subject_id="s")
    await stage.deliver("end_cancelled_candidate_import", stage.envelope(event, member.tenant_id))
    assert await stage.waiting() == []
