import pytest

from tests.fixtures.model_budgets import budget
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    tenant_id = (await stage.member()).tenant_id
    admin, _ = await budget(stage, tenant_id)
    return Arranged(as_=admin)


async def test_budgets_are_found_by_what_they_are_for(stage: Stage) -> None:
    tenant_id = (await stage.member()).tenant_id
    for fields in ({}, {"provider": "openai"}, {"provider": "anthropic"}):
        admin, _ = await budget(stage, tenant_id, **fields)
    for query, count in (({}, 3), ({"scope": "provider"}, 2), ({"scope": "provider", "subject": "openai"}, 1)):
        assert len((await stage.call("list_model_budgets", as_=admin, query=query)).data) == count
