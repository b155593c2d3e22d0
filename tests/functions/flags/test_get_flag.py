import pytest

from tests.fixtures.flags import change, flagged
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await flagged(stage)
    return Arranged(as_=manager, path=path)


async def test_a_flag_is_shown_and_its_tag_changes_with_it_alone(stage: Stage) -> None:
    call = await arrange(stage)
    first = await stage.arranged("get_flag", call)
    assert first.data["definition"]["otherwise"] == {"variant": "on", "split": []}
    assert call.as_ is not None
    await change(stage, call.as_, call.path, enabled=False)
    answer = await stage.call(
        "get_flag", as_=call.as_, path=call.path, headers={"if-none-match": first.headers["etag"]}
    )
    assert (answer.status, answer.data["definition"]["enabled"]) == (200, False)


async def test_a_flag_of_another_environment_is_404(stage: Stage) -> None:
    call = await arrange(stage)
    call.path["environment"] = "beta"
    answer = await stage.arranged("get_flag", call)
    assert (answer.status, answer.error["code"]) == (404, "flag_not_found")
