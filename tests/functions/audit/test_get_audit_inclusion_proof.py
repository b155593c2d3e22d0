import pytest

from shared.engines.merkle.tree import is_included, leaf_hash, tree_hash
from shared.observability.audit import canonical_record
from tests.fixtures.audit import entries_in_order, log_of, more_entries, store_entries
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await log_of(stage, 2)
    [first, _] = await entries_in_order(stage, admin.tenant_id)
    return Arranged(as_=admin, path={"entryId": first["id"]})


async def prove(stage: Stage, admin: SignedIn, entry_id: str, **query: str) -> Answer:
    return await stage.call("get_audit_inclusion_proof", as_=admin, path={"entryId": entry_id}, query=query)


async def test_each_entry_is_proved_in_the_newest_tree_and_in_older_ones(stage: Stage) -> None:
    admin = await log_of(stage, 5)
    entries = await entries_in_order(stage, admin.tenant_id)
    leaves = [leaf_hash(canonical_record(each)) for each in entries]
    for entry in entries:
        for size in range(entry["index"] + 1, 6):
            data = (await prove(stage, admin, entry["id"], treeSize=str(size))).data
            proof = [bytes.fromhex(each) for each in data["hashes"]]
            assert data["leafHash"] == leaves[entry["index"]].hex()
            assert is_included(leaves[entry["index"]], data["index"], size, proof, tree_hash(leaves[:size]))
        assert (await prove(stage, admin, entry["id"])).data["treeSize"] == 5


@pytest.mark.thorough
async def test_a_proof_in_a_large_log_takes_three_round_trips(stage: Stage) -> None:
    admin = await log_of(stage, 1, sequenced=False)
    await store_entries(stage, admin.tenant_id, 700)
    await stage.tick("sequence_audit_entries")
    entries = await entries_in_order(stage, admin.tenant_id)
    await prove(stage, admin, entries[0]["id"])
    before = stage.store.reads
    data = (await prove(stage, admin, entries[300]["id"])).data
    assert stage.store.reads - before == 2
    leaves = [leaf_hash(canonical_record(each)) for each in entries]
    proof = [bytes.fromhex(each) for each in data["hashes"]]
    assert is_included(leaves[300], 300, 701, proof, tree_hash(leaves))


async def test_an_entry_without_a_place_is_409(stage: Stage) -> None:
    admin = await log_of(stage, 1)
    await more_entries(stage, admin, 1)
    [entry] = [each for each in await stage.documents("auditEntries") if "index" not in each]
    answer = await prove(stage, admin, entry["id"])
    assert (answer.status, answer.error["code"]) == (409, "not_sequenced")


@pytest.mark.parametrize("size", ["1", "3", "0"])
async def test_a_tree_that_does_not_have_the_entry_is_400(stage: Stage, size: str) -> None:
    admin = await log_of(stage, 2)
    [_, last] = await entries_in_order(stage, admin.tenant_id)
    answer = await prove(stage, admin, last["id"], treeSize=size)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/treeSize")
