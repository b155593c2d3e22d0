import pytest

from tests.fixtures.rescoring import mended_question, rescored
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    mended = await mended_question(stage)
    return Arranged(as_=mended.recruiter, path={"rescoringId": await rescored(stage, mended)})


async def test_who_would_change_is_shown_from_what_to_what(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("list_rescored_attempts", as_=call.as_, path=call.path, query={"state": "changed"})
    [changed] = answer.data
    assert changed["candidateName"] == "Carl Candidate"
    assert (changed["before"]["points"], changed["after"]["points"]) == ("10.00", "7.50")
    assert (changed["before"]["verdict"], changed["after"]["verdict"]) == ("AC", "WA")


async def test_all_are_listed_page_by_page(stage: Stage) -> None:
    call = await arrange(stage)
    seen: list[str] = []
    query = {"limit": "2"}
    while True:
        answer = await stage.call("list_rescored_attempts", as_=call.as_, path=call.path, query=query)
        seen += [each["attemptId"] for each in answer.data]
        cursor = answer.body["meta"]["pagination"].get("nextCursor")
        if cursor is None:
            break
        query = {"limit": "2", "cursor": cursor}
    assert len(set(seen)) == len(seen) == 3
