import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.functions.candidates import test_get_candidate

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    call = await test_get_candidate.arrange(stage)
    return Arranged(as_=call.as_, path=call.path, body={"tags": ["Senior", "senior", "remote"], "note": "Call first."})


async def test_tags_and_note_are_kept(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("update_candidate", call)).data["tags"] == ["senior", "remote"]
    found = (await stage.call("get_candidate", as_=call.as_, path=call.path)).data
    assert (found["tags"], found["note"]) == (["senior", "remote"], "Call first.")


async def test_what_is_left_out_stays(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("update_candidate", call)
    await stage.call("update_candidate", as_=call.as_, path=call.path, body={"note": ""})
    found = (await stage.call("get_candidate", as_=call.as_, path=call.path)).data
    assert (found["tags"], found["note"]) == (["senior", "remote"], "")
