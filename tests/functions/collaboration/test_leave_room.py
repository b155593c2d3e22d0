import pytest

from tests.fixtures.rooms import Pair, open_room, pair
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def leave(stage: Stage, both: Pair, who: SignedIn, sender: str) -> Answer:
    return await stage.call("leave_room", as_=who, path=both.candidate.path, body={"sender": sender})


async def arrange(stage: Stage) -> Arranged:
    both = await pair(stage)
    return Arranged(as_=both.sitting.candidate, path=both.candidate.path, body={"sender": "candidate"})


async def test_who_has_left_reads_and_writes_no_more_and_is_not_listened_for(stage: Stage) -> None:
    both = await pair(stage)
    await both.interviewer.tell({"cursor": 1})
    answer = await leave(stage, both, both.sitting.recruiter, "interviewer")
    assert answer.data["joinedBy"] == [both.sitting.candidate.user_id]
    assert await stage.documents("roomAwareness") == []
    assert (await both.interviewer.push(both.interviewer.write("x"))).status == 404
    await both.candidate.push(both.candidate.write("y"))
    [kept] = await stage.documents("roomUpdates")
    assert list(kept["readers"]) == [both.sitting.candidate.user_id]


async def test_who_opens_it_again_is_back(stage: Stage) -> None:
    both = await pair(stage)
    await leave(stage, both, both.sitting.candidate, "candidate")
    answer = await both.candidate.push(both.candidate.write("x"))
    assert (answer.status, answer.error["code"]) == (409, "room_not_opened")
    await open_room(stage, both.sitting, both.sitting.candidate)
    assert (await both.candidate.push(both.candidate.write("y"))).status == 200


async def test_nobody_ends_the_presence_of_somebody_else(stage: Stage) -> None:
    both = await pair(stage)
    await both.interviewer.tell({"cursor": 1})
    await leave(stage, both, both.sitting.candidate, "interviewer")
    assert len(await stage.documents("roomAwareness")) == 1
