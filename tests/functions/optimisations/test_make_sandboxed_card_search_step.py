import pytest

from shared.domain.suite_runs.events import CardSearchStepDue, SandboxedCardSearchStepDue
from tests.fixtures.optimisations import begun, cases, searched_suite
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    given = cases()
    given[0]["assertions"] = [{"type": "python", "value": "True"}]
    played = await searched_suite(stage, *given)
    plain: CardSearchStepDue = await begun(stage, played)
    return Arranged(event=SandboxedCardSearchStepDue(**dict(plain)), tenant_id=played.author.tenant_id)


async def test_a_search_whose_assertions_run_programs_is_made_where_they_can_be_run(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.event is not None
    assert await stage.deliver("make_sandboxed_card_search_step", stage.envelope(call.event, call.tenant_id)) == 204
    assert [each.type for each in await stage.waiting() if "search_step" in each.type] == [
        SandboxedCardSearchStepDue.type
    ]
