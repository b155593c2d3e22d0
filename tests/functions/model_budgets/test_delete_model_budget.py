import pytest

from tests.fixtures.model_budgets import budget
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    tenant_id = (await stage.member()).tenant_id
    admin, made = await budget(stage, tenant_id)
    return Arranged(as_=admin, path={"budgetId": made["id"]})


async def test_a_deleted_budget_is_no_more_and_can_be_made_again(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("delete_model_budget", call)).status == 204
    assert (await stage.call("get_model_budget", as_=call.as_, path=call.path)).status == 404
    await budget(stage, call.as_.tenant_id if call.as_ else "")
