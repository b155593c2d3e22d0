import pytest

from tests.fixtures.attempts import running_attempt
from tests.fixtures.integrity import attempt_with_findings, summary
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await attempt_with_findings(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path)


async def test_a_finding_is_a_sentence_and_a_measured_value_and_no_mark(stage: Stage) -> None:
    found = await summary(stage, await attempt_with_findings(stage))
    assert found["review"] is None
    for each in found["findings"]:
        assert each["statement"].endswith((".", "times."))
        assert not {"points", "score", "verdict", "risk"} & set(each)
        assert each["severity"] in ("note", "look")


async def test_an_attempt_that_was_not_summed_up_has_no_summary(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await stage.call("get_integrity_summary", as_=sitting.recruiter, path=sitting.path)
    assert (answer.status, answer.error["code"]) == (404, "integrity_summary_not_found")
