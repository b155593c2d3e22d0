import pytest

from tests.fixtures.analytics import an_exam, sat
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    exam = await an_exam(stage)
    for id, coding in (("best", 10), ("middle", 5), ("twin", 5), ("last", 0)):
        await sat(stage, exam, id, coding=coding, name=id.title())
    return Arranged(as_=exam.recruiter, path=exam.path)


async def test_candidates_stand_in_order_with_rank_and_mid_rank_percentile(stage: Stage) -> None:
    answer = await stage.arranged("compare_candidates", await arrange(stage))
    shown = [(each["candidateName"], each["rank"], each["percentile"], each["scorePercent"]) for each in answer.data]
    assert shown == [
        ("Best", 1, 87.5, 100.0),
        ("Middle", 2, 50.0, 75.0),
        ("Twin", 2, 50.0, 75.0),
        ("Last", 4, 12.5, 50.0),
    ]


async def test_the_list_goes_on_where_it_ended_among_equals(stage: Stage) -> None:
    call = await arrange(stage)
    found: list[str] = []
    query = {"limit": "2", "count": "true"}
    answer = await stage.call("compare_candidates", as_=call.as_, path=call.path, query=query)
    assert answer.body["meta"]["pagination"]["totalCount"] == 4
    found += [each["attemptId"] for each in answer.data]
    query |= {"cursor": answer.body["meta"]["pagination"]["nextCursor"]}
    answer = await stage.call("compare_candidates", as_=call.as_, path=call.path, query=query)
    found += [each["attemptId"] for each in answer.data]
    assert found == ["best", "middle", "twin", "last"]


async def test_nobody_is_ranked_among_more_than_can_be_read(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.domain.attempts.standings.MOST", 3)
    answer = await stage.arranged("compare_candidates", await arrange(stage))
    assert (answer.status, answer.error["code"]) == (409, "too_many_attempts")
