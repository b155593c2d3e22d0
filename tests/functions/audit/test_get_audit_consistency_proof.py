import pytest

from shared.engines.merkle.tree import is_consistent, leaf_hash, tree_hash
from shared.observability.audit import canonical_record
from tests.fixtures.audit import entries_in_order, log_of
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await log_of(stage, 2), query={"fromSize": "1"})


async def test_every_tree_begins_with_each_older_one(stage: Stage) -> None:
    admin = await log_of(stage, 6)
    leaves = [leaf_hash(canonical_record(each)) for each in await entries_in_order(stage, admin.tenant_id)]
    for old in range(1, 7):
        for new in range(old, 7):
            query = {"fromSize": str(old), "toSize": str(new)}
            data = (await stage.call("get_audit_consistency_proof", as_=admin, query=query)).data
            proof = [bytes.fromhex(each) for each in data["hashes"]]
            assert is_consistent(old, new, proof, tree_hash(leaves[:old]), tree_hash(leaves[:new]))
    data = (await stage.call("get_audit_consistency_proof", as_=admin, query={"fromSize": "2"})).data
    assert (data["fromSize"], data["toSize"]) == (2, 6)


@pytest.mark.parametrize(("old", "new"), [("3", "2"), ("1", "4"), ("0", "2")])
async def test_sizes_that_are_none_of_this_log_are_400(stage: Stage, old: str, new: str) -> None:
    query = {"fromSize": old, "toSize": new}
    answer = await stage.call("get_audit_consistency_proof", as_=await log_of(stage, 3), query=query)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/fromSize")
