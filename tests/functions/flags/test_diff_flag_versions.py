import pytest

from tests.fixtures.flags import change, flagged
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await flagged(stage)
    await change(stage, manager, path, enabled=False, variants={"maybe": True})
    return Arranged(as_=manager, path=path, query={"before": 1})


async def test_what_changed_is_told_place_by_place(stage: Stage) -> None:
    call = await arrange(stage)
    found = (await stage.arranged("diff_flag_versions", call)).data
    assert (found["before"], found["after"]) == (1, 2)
    assert found["changes"] == [
        {"pointer": "/variants/maybe", "before": None, "after": True},
        {"pointer": "/enabled", "before": True, "after": False},
    ]


async def test_true_and_one_differ(stage: Stage) -> None:
    manager, path = await flagged(stage, "n", type="object", variants={"on": {"a": 1}, "off": {}})
    await change(stage, manager, path, variants={"on": {"a": True}})
    found = await stage.call("diff_flag_versions", as_=manager, path=path, query={"before": 1, "after": 2})
    assert found.data["changes"] == [{"pointer": "/variants/on/a", "before": 1, "after": True}]


async def test_a_version_that_is_not_there_is_404(stage: Stage) -> None:
    call = await arrange(stage)
    call.query = {"before": 1, "after": 9}
    answer = await stage.arranged("diff_flag_versions", call)
    assert (answer.status, answer.error["code"]) == (404, "flag_version_not_found")
