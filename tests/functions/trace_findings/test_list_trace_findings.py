import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.trace_findings import PASSWORDS, analysed, asked, asked_app, findings, questions_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    spans = (*questions_of(2, PASSWORDS), asked(9, "", error="after 3 s"))
    manager, app_id = await asked_app(stage, *spans)
    await analysed(stage, manager, app_id)
    return Arranged(as_=manager, path={"appId": app_id})


async def test_findings_are_listed_by_kind_those_met_last_first(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    app_id = call.path["appId"]
    assert [each["kind"] for each in await findings(stage, call.as_, app_id)] == ["error_group", "capability"]
    [found] = await findings(stage, call.as_, app_id, kind="capability")
    assert (found["lastDay"], found["measured"]) == ("2026-02-28", None)
    assert await findings(stage, call.as_, app_id, kind="anomaly") == []


@pytest.mark.thorough
async def test_a_finding_holds_nothing_of_what_only_one_person_asked(stage: Stage) -> None:
    secret = ("My name is Zebulon, reset my password", *PASSWORDS)
    manager, app_id = await asked_app(stage, *questions_of(1, secret))
    await analysed(stage, manager, app_id)
    [found] = await stage.documents("traceFindings")
    assert found["total"] == 4
    assert "zebulon" not in str(found).lower()
