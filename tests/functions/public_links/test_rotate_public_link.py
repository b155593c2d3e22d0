from dataclasses import replace

import pytest

from tests.fixtures.public_links import ask, code_for, confirm, place, public_link, token_of
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    link = await public_link(stage)
    return Arranged(as_=link.recruiter, path=link.path)


async def test_the_old_address_is_worth_nothing_and_the_new_one_keeps_the_count(stage: Stage) -> None:
    link = await public_link(stage, places=2)
    assert (await place(stage, link)).status == 200
    code = await code_for(stage, link, "erik@example.com")
    rotated = await stage.call("rotate_public_link", as_=link.recruiter, path=link.path)
    assert rotated.data["taken"] == 1
    for answer in (await ask(stage, link), await confirm(stage, link, code, "erik@example.com")):
        assert (answer.status, answer.error["code"]) == (404, "public_link_not_found")
    new = replace(link, token=token_of(rotated.data))
    assert (await confirm(stage, new, code, "erik@example.com")).status == 200
    assert (await ask(stage, new)).data["full"] is True


async def test_a_disabled_link_stays_so(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("disable_public_link", call)
    answer = await stage.arranged("rotate_public_link", call)
    assert (answer.status, answer.error["code"]) == (409, "public_link_disabled")
