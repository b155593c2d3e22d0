import pytest

from tests.fixtures.apps import app
from tests.fixtures.stage import Answer, Arranged, Stage
from tests.fixtures.trace_findings import PASSWORDS, analysed, asked, asked_app, findings, questions_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await asked_app(stage, *questions_of(1, PASSWORDS))
    await analysed(stage, manager, app_id)
    [found] = await findings(stage, manager, app_id)
    return Arranged(as_=manager, path={"appId": app_id, "findingId": found["id"]})


async def explained(stage: Stage, call: Arranged) -> Answer:
    return await stage.call("explain_trace_finding", as_=call.as_, path=call.path)


async def test_a_finding_is_explained_by_the_traces_that_show_it(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await explained(stage, call)
    assert answer.data["text"].startswith("The app was asked the like in 3 traces from 2026-03-01 to 2026-03-01")
    assert len(answer.data["traces"]) == 3
    for link, trace in zip(answer.data["links"], answer.data["traces"], strict=True):
        path = {"appId": call.path["appId"], "traceId": link.rpartition("/")[2]}
        shown = await stage.call("get_trace", as_=call.as_, path=path)
        assert shown.data["trace"]["traceId"] == trace["traceId"]


@pytest.mark.thorough
async def test_evidence_that_was_deleted_is_left_out(stage: Stage) -> None:
    call = await arrange(stage)
    path = {"appId": call.path["appId"], "traceId": f"{1:016x}{1:016x}"}
    await stage.call("delete_trace", as_=call.as_, path=path)
    assert len((await explained(stage, call)).data["links"]) == 2


async def test_an_error_and_an_anomaly_are_told_in_words_of_their_own(stage: Stage) -> None:
    usual = [asked(number, "", days=days) for days in range(2, 12) for number in range(5)]
    failed = [asked(number, "", error="after 3 s") for number in range(5)]
    manager, app_id = await asked_app(stage, *usual, *failed)
    await analysed(stage, manager, app_id, since="2026-03-01", until="2026-03-01")
    texts: dict[str, str] = {}
    for each in await findings(stage, manager, app_id):
        call = Arranged(as_=manager, path={"appId": app_id, "findingId": each["id"]})
        texts[each["kind"]] = (await explained(stage, call)).data["text"]
    assert texts["error_group"].startswith("This error was met in 5 traces")
    assert texts["anomaly"].startswith("On 2026-03-01, the share of traces that failed was 1 where 0 was usual")


async def test_another_apps_finding_is_not_found(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    other = await app(stage, call.as_, name="Other")
    answer = await explained(stage, Arranged(as_=call.as_, path={**call.path, "appId": other}))
    assert (answer.status, answer.error["code"]) == (404, "trace_finding_not_found")
