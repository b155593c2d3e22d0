import pytest

from tests.fixtures.inbound import a_source
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=(await a_source(stage)).admin)


async def test_the_revoked_are_listed_as_well(stage: Stage) -> None:
    source = await a_source(stage)
    stage.clock.advance(seconds=1)
    other = await a_source(stage, admin=source.admin, name="The billing")
    await stage.call("revoke_inbound_source", as_=source.admin, path=source.path)
    listed = (await stage.call("list_inbound_sources", as_=source.admin)).data
    assert [(each["id"], each["revokedAt"] is None) for each in listed] == [(other.id, True), (source.id, False)]
