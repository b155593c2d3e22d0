from dataclasses import replace

import pytest

from tests.fixtures.inbound import PAID, Source, a_source, sends
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    source = await a_source(stage)
    return Arranged(as_=source.admin, path=source.path, body={"overlapHours": 1})


async def rotated(stage: Stage, source: Source, **body: int) -> Source:
    """Rotate a source's secret; return the source with the new one."""
    answer = await stage.call("rotate_inbound_secret", as_=source.admin, path=source.path, body=body)
    return replace(source, sender=replace(source.sender, secret=answer.data["secret"]))


async def statuses(stage: Stage, *sources: Source) -> list[int]:
    return [(await sends(stage, each, PAID)).status for each in sources]


async def test_both_secrets_hold_until_the_overlap_ends(stage: Stage) -> None:
    old = await a_source(stage)
    new = await rotated(stage, old, overlapHours=2)
    assert await statuses(stage, old, new) == [202, 202]
    stage.clock.advance(hours=2)
    assert await statuses(stage, old, new) == [401, 202]


async def test_an_overlap_of_nothing_ends_the_old_secret_at_once(stage: Stage) -> None:
    old = await a_source(stage)
    new = await rotated(stage, old, overlapHours=0)
    assert await statuses(stage, old, new) == [401, 202]


async def test_a_third_secret_ends_the_first(stage: Stage) -> None:
    first = await a_source(stage)
    second = await rotated(stage, first)
    third = await rotated(stage, second)
    assert await statuses(stage, first, second, third) == [401, 202, 202]


async def test_a_revoked_source_gets_no_other_secret(stage: Stage) -> None:
    source = await a_source(stage)
    await stage.call("revoke_inbound_source", as_=source.admin, path=source.path)
    answer = await stage.call("rotate_inbound_secret", as_=source.admin, path=source.path)
    assert (answer.status, answer.error["code"]) == (409, "source_revoked")
