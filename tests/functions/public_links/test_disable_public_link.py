import pytest

from tests.fixtures.public_links import ask, code_for, confirm, place, public_link
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    link = await public_link(stage)
    return Arranged(as_=link.recruiter, path=link.path)


async def test_a_disabled_link_admits_nobody_not_even_by_a_code_that_was_mailed(stage: Stage) -> None:
    link = await public_link(stage)
    code = await code_for(stage, link)
    assert (await stage.call("disable_public_link", as_=link.recruiter, path=link.path)).status == 200
    for answer in (await ask(stage, link), await confirm(stage, link, code)):
        assert (answer.status, answer.error["code"]) == (409, "public_link_disabled")
    assert await stage.documents("invitations") == []


async def test_whoever_has_a_place_keeps_it(stage: Stage) -> None:
    link = await public_link(stage)
    token = (await place(stage, link)).data["accessToken"]
    await stage.call("disable_public_link", as_=link.recruiter, path=link.path)
    candidate = SignedIn(token, link.recruiter.tenant_id, "")
    assert (await stage.call("start_attempt", as_=candidate)).status == 201


async def test_disabling_twice_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.arranged("disable_public_link", call)
    stage.clock.advance(minutes=1)
    again = await stage.arranged("disable_public_link", call)
    assert again.data["disabledAt"] == first.data["disabledAt"]
