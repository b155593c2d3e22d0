import pytest

from tests.fixtures.public_links import place, public_link, token_of
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    link = await public_link(stage)
    return Arranged(as_=link.recruiter, query={"assessmentId": link.assessment_id})


async def test_a_list_tells_how_many_places_are_taken(stage: Stage) -> None:
    link = await public_link(stage)
    assert (await place(stage, link)).status == 200
    [listed] = (await stage.call("list_public_links", as_=link.recruiter)).data
    assert (listed["taken"], listed["places"], token_of(listed)) == (1, 3, link.token)


async def test_a_list_is_of_one_assessment(stage: Stage) -> None:
    link = await public_link(stage)
    query = {"assessmentId": "another"}
    assert (await stage.call("list_public_links", as_=link.recruiter, query=query)).data == []


async def test_a_disabled_links_address_is_not_shown(stage: Stage) -> None:
    link = await public_link(stage)
    await stage.call("disable_public_link", as_=link.recruiter, path=link.path)
    [listed] = (await stage.call("list_public_links", as_=link.recruiter)).data
    assert listed["url"] is None
    assert listed["disabledAt"]
