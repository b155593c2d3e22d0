import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import draft_case_set
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    await draft_case_set(stage, member)
    return Arranged(as_=member)


async def test_the_newest_come_first_and_tags_filter(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    for name, tags in (("A", ["x"]), ("B", []), ("C", ["x"])):
        stage.clock.advance(minutes=1)
        await draft_case_set(stage, member, name=name, tags=tags)
    found = [(await stage.call("list_case_sets", as_=member, query=query)).data for query in ({}, {"tag": "X"})]
    assert [[each["name"] for each in page] for page in found] == [["C", "B", "A"], ["C", "A"]]
    assert found[0][0]["cases"] == 2
