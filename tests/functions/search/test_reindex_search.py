import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.migrations import old_questions
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN))


async def test_everything_that_can_be_searched_is_indexed_anew(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    await old_questions(stage, admin, 70)
    await draft_case_set(stage, admin)
    operation_id = (await stage.call("reindex_search", as_=admin, body={})).data["id"]
    await stage.settle()
    done = (await stage.call("get_operation", as_=admin, path={"operationId": operation_id})).data
    assert (done["status"], done["result"]) == ("succeeded", {"indexed": 72})
    kinds = [each["kind"] for each in await stage.documents("searchEntries")]
    assert [kinds.count(kind) for kind in ("question", "member", "case_set")] == [70, 1, 1]
