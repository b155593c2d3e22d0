import pytest

from shared.auth.roles import Role
from tests.fixtures.ab_tests import planned, running
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    test = await planned(stage)
    return Arranged(as_=test.recruiter, path=test.path, body={})


async def test_a_test_starts_once(stage: Stage) -> None:
    test = await running(stage)
    again = await test.do("start_ab_test")
    assert (again.status, again.error["code"]) == (409, "ab_test_started")


async def test_who_may_not_publish_may_not_start(stage: Stage) -> None:
    test = await planned(stage)
    author = await stage.member(Role.MEMBER, tenant_id=test.recruiter.tenant_id)
    assert (await stage.call("start_ab_test", as_=author, path=test.path, body={})).status == 403
