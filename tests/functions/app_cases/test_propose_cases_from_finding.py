import pytest

from tests.fixtures.apps import app
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.trace_findings import PASSWORDS, analysed, asked, asked_app, findings, questions_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await asked_app(stage, *questions_of(1, PASSWORDS))
    await analysed(stage, manager, app_id)
    [found] = await findings(stage, manager, app_id)
    return Arranged(as_=manager, path={"appId": app_id, "findingId": found["id"]}, body={"folder": "passwords"})


@pytest.mark.thorough
async def test_each_trace_of_the_evidence_gives_a_case_that_waits_for_review(stage: Stage) -> None:
    call = await arrange(stage)
    made = (await stage.arranged("propose_cases_from_finding", call)).data
    assert sorted(case["vars"]["question"] for case in made["cases"]) == sorted(PASSWORDS)
    told = {(case["status"], case["folder"], case["findingId"]) for case in made["cases"]}
    assert told == {("proposed", "passwords", call.path["findingId"])}


async def test_none_is_proposed_twice(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.arranged("propose_cases_from_finding", call)
    again = (await stage.arranged("propose_cases_from_finding", call)).data
    assert (again["cases"], again["passedOver"]) == ([], 3)
    assert len(await stage.documents("appCases")) == 3


async def test_the_same_question_gives_one_case(stage: Stage) -> None:
    manager, app_id = await asked_app(stage, *[asked(number, PASSWORDS[0]) for number in range(1, 4)])
    await analysed(stage, manager, app_id)
    [found] = await findings(stage, manager, app_id)
    path = {"appId": app_id, "findingId": found["id"]}
    made = (await stage.call("propose_cases_from_finding", as_=manager, path=path, body={})).data
    assert (len(made["cases"]), made["passedOver"]) == (1, 2)


async def test_evidence_that_was_deleted_is_passed_over(stage: Stage) -> None:
    call = await arrange(stage)
    path = {"appId": call.path["appId"], "traceId": f"{1:016x}{1:016x}"}
    await stage.call("delete_trace", as_=call.as_, path=path)
    made = (await stage.arranged("propose_cases_from_finding", call)).data
    assert (len(made["cases"]), made["passedOver"]) == (2, 1)


async def test_another_apps_finding_is_404(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    call.path["appId"] = await app(stage, call.as_)
    assert (await stage.arranged("propose_cases_from_finding", call)).status == 404
