import pytest

from tests.fixtures.integrity import attempt_with_findings, recorded_attempt, summary
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_with_findings(stage)
    finding = (await summary(stage, sitting))["findings"][0]
    path = {**sitting.path, "findingId": finding["id"]}
    return Arranged(as_=sitting.candidate, path=path, body={"text": "I pasted my own notes."})


async def test_the_hiring_team_reads_the_reply_beside_the_finding(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    finding = (await summary(stage, sitting))["findings"][0]
    path = {**sitting.path, "findingId": finding["id"]}
    for text in ("Sorry?", "I pasted my own notes."):
        answer = await stage.call("answer_finding", as_=sitting.candidate, path=path, body={"text": text})
        assert answer.status == 200
    first, *others = (await summary(stage, sitting))["findings"]
    assert (first["reply"]["text"], first["reply"]["statement"]) == ("I pasted my own notes.", finding["statement"])
    assert [each["reply"] for each in others] == [None] * len(others)


async def test_a_finding_there_is_not_has_no_reply(stage: Stage) -> None:
    sitting = await attempt_with_findings(stage)
    path = {**sitting.path, "findingId": "absence"}
    answer = await stage.call("answer_finding", as_=sitting.candidate, path=path, body={"text": "I was here."})
    assert (answer.status, answer.error["code"]) == (404, "finding_not_found")


async def test_before_anything_is_summed_up_there_is_nothing_to_answer(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    path = {**sitting.path, "findingId": "absence"}
    answer = await stage.call("answer_finding", as_=sitting.candidate, path=path, body={"text": "I was here."})
    assert (answer.status, answer.error["code"]) == (404, "integrity_summary_not_found")
