import json
from typing import Any

import pytest

from tests.fixtures.apps import basic, key_pair
from tests.fixtures.scores import totals
from tests.fixtures.spans import TRACE, span
from tests.fixtures.stage import Answer, Arranged, Stage
from tests.fixtures.traces import send, sender

pytestmark = pytest.mark.anyio

SCORE: dict[str, Any] = {"id": "a1", "traceId": TRACE, "name": "accuracy", "value": 0.5, "dataType": "NUMERIC"}


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    return Arranged(as_=manager, query={"appId": app_id}, body=SCORE)


async def posted(stage: Stage, *scores: Any, **app: Any) -> tuple[Any, str, Answer]:
    """Send a list as the SDK does."""
    manager, app_id = await sender(stage, **app)
    await send(stage, manager, app_id, span(1))
    headers = {"authorization": basic(await key_pair(stage, manager.tenant_id, app_id))}
    answer = await stage.call("create_langfuse_scores", headers=headers, raw=json.dumps(scores).encode())
    return manager, app_id, answer


async def test_one_score_is_answered_with_its_id(stage: Stage) -> None:
    answer = await stage.arranged("create_langfuse_scores", await arrange(stage))
    assert (answer.status, answer.body) == (200, {"id": "a1"})


async def test_a_list_is_accepted_whole(stage: Stage) -> None:
    boolean = SCORE | {"id": "a2", "name": "helpful", "value": 1.0, "dataType": "BOOLEAN", "observationId": f"{1:016x}"}
    tone = {"traceId": TRACE, "name": "tone", "value": "polite", "metadata": ["a", {"b": 1}], "configId": "ignored"}
    session = {"sessionId": "talk", "name": "solved", "value": "well", "dataType": "TEXT", "comment": "by hand"}
    manager, app_id, answer = await posted(stage, SCORE, boolean, tone, session)
    assert (answer.status, answer.body) == (202, {"message": "Accepted"})
    expected = {("accuracy", None): (1, 0.5), ("helpful", None): (1, 1.0), ("tone", "polite"): (1, None)}
    assert await totals(stage, manager, app_id) == expected
    kinds = {each["name"]: each["kind"] for each in await stage.documents("scores")}
    assert kinds == {"accuracy": "numeric", "helpful": "boolean", "tone": "categorical", "solved": "text"}


async def test_what_cannot_be_taken_of_a_list_is_told_and_the_rest_is_kept(stage: Stage) -> None:
    wrong = [{"name": "no value"}, SCORE | {"value": "words"}, {"name": "about nothing", "value": 1}]
    manager, app_id, answer = await posted(stage, *wrong, SCORE)
    assert (answer.status, answer.body["accepted"], answer.body["rejected"]) == (207, 1, 3)
    assert answer.body["errors"][0]["message"].startswith("/0/value")
    assert await totals(stage, manager, app_id) == {("accuracy", None): (1, 0.5)}


async def test_a_list_sent_again_changes_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    for _ in range(2):
        await stage.arranged("create_langfuse_scores", call)
    [summary] = await stage.documents("scoreSummaries")
    assert summary["totals"][0]["count"] == 1


async def test_one_score_that_is_wrong_is_refused(stage: Stage) -> None:
    call = await arrange(stage)
    body = SCORE | {"dataType": "CORRECTION"}
    answer = await stage.call("create_langfuse_scores", as_=call.as_, query=call.query, body=body)
    assert answer.status == 400
    assert "/0/dataType" in answer.body["message"]


async def test_an_archived_app_takes_no_scores(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_app", as_=call.as_, path=call.query)
    assert (await stage.arranged("create_langfuse_scores", call)).status == 409
