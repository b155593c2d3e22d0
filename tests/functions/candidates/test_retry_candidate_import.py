import pytest

from shared.domain.operations.events import OperationRetried
from tests.fixtures.candidate_imports import asked_import, table
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member, answer = await asked_import(stage, table(2))
    await stage.settle(but=["invite_imported_candidates"])
    event = OperationRetried(
        operation_id=answer.data["id"], operation_kind="candidate_import", subject_id=answer.data["subjectId"], tries=2
    )
    return Arranged(as_=member, event=event, tenant_id=member.tenant_id)


async def test_it_goes_on_with_the_next_page_of_this_try(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    await stage.deliver("retry_candidate_import", stage.envelope(call.event, call.tenant_id))
    [due] = [each for each in await stage.waiting() if each.type == "invitations.import.page_due.v1"]
    assert (due.data["page"], due.data["tries"]) == (0, 2)


async def test_other_kinds_are_nothing_to_it(stage: Stage) -> None:
    member = await stage.member()
    event = OperationRetried(operation_id="o", operation_kind="search_reindex", subject_id="s", tries=2)
    await stage.deliver("retry_candidate_import", stage.envelope(event, member.tenant_id))
    assert await stage.waiting() == []
