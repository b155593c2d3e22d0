import pytest

from tests.fixtures.flags import change, flagged
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await flagged(stage)
    return Arranged(as_=manager, path=path)


async def test_the_history_says_who_made_what_of_the_flag(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    await change(stage, call.as_, call.path, enabled=False)
    await stage.call("archive_flag", as_=call.as_, path=call.path, body={"note": "done with"})
    versions = (await stage.arranged("list_flag_versions", call)).data
    assert [(each["number"], each["change"], each["status"]) for each in versions] == [
        (3, "archived", "archived"),
        (2, "updated", "active"),
        (1, "created", "active"),
    ]
    assert {each["madeBy"] for each in versions} == {call.as_.user_id}
    assert [each["note"] for each in versions] == ["done with", "", ""]
