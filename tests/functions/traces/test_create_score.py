from typing import Any

import pytest

from tests.fixtures.apps import app, key_pair
from tests.fixtures.scores import score, totals
from tests.fixtures.spans import TRACE, span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender, shown

pytestmark = pytest.mark.anyio

SPAN = f"{1:016x}"


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, span(1))
    return Arranged(as_=manager, path={"appId": app_id}, body={"name": "accuracy", "value": 0.5, "traceId": TRACE})


@pytest.mark.parametrize(
    ("value", "kind", "kept"),
    [
        (0.25, "numeric", (0.25, None)),
        (3, "numeric", (3.0, None)),
        (True, "boolean", (1.0, None)),
        ("polite", "categorical", (None, "polite")),
    ],
)
async def test_a_value_tells_its_kind(stage: Stage, value: Any, kind: str, kept: tuple[Any, Any]) -> None:
    call = await arrange(stage)
    assert call.body is not None
    given = (await stage.call("create_score", as_=call.as_, path=call.path, body=call.body | {"value": value})).data
    assert (given["kind"], (given["number"], given["text"])) == (kind, kept)


async def test_scores_are_added_up_on_their_trace(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, span(1))
    for value in (0.5, 1.0):
        await score(stage, manager, app_id, value=value)
    await score(stage, manager, app_id, value=True, name="helpful", spanId=SPAN)
    for tone in ("polite", "polite", "rude"):
        await score(stage, manager, app_id, value=tone, name="tone")
    expected = {
        ("accuracy", None): (2, 0.75),
        ("helpful", None): (1, 1.0),
        ("tone", "polite"): (2, None),
        ("tone", "rude"): (1, None),
    }
    assert await totals(stage, manager, app_id) == expected
    assert len((await shown(stage, manager, app_id, TRACE))["trace"]["scores"]) == 4


async def test_a_score_stands_in_place_of_the_one_with_its_id(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    await send(stage, manager, app_id, span(1))
    for value in (0.1, 0.9, 0.9):
        assert (await score(stage, manager, app_id, id="one", value=value)).status == 201
    assert await totals(stage, manager, app_id) == {("accuracy", None): (1, 0.9)}
    await score(stage, manager, app_id, id="one", traceSessionId="talk")
    assert await totals(stage, manager, app_id) == {}


async def test_a_score_may_come_before_its_trace(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    await score(stage, manager, app_id)
    await send(stage, manager, app_id, span(1))
    assert await totals(stage, manager, app_id) == {("accuracy", None): (1, 0.5)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"traceId": None},
        {"traceSessionId": "talk"},
        {"traceId": "short"},
        {"traceId": None, "traceSessionId": "talk", "spanId": SPAN},
        {"value": 2, "kind": "boolean"},
        {"value": "yes", "kind": "numeric"},
        {"value": 1, "kind": "categorical"},
        {"value": 1e16},
        {"value": ""},
        {"metadata": {"big": "x" * 70_000}},
    ],
)
async def test_a_score_that_makes_no_sense_is_refused(stage: Stage, wrong: dict[str, Any]) -> None:
    call = await arrange(stage)
    assert call.body is not None
    answer = await stage.call("create_score", as_=call.as_, path=call.path, body=call.body | wrong)
    assert answer.status == 400
    assert await stage.documents("scores") == []


async def test_words_of_a_score_are_redacted(stage: Stage) -> None:
    rules = [{"name": "mail", "pattern": r"\w+@\w+", "replacement": ""}]
    manager, app_id = await sender(stage, redactionRules=rules)
    words = {"value": "ada@home", "comment": "ask ada@home", "metadata": {"by": [["ada@home"]]}}
    given = (await score(stage, manager, app_id, **words)).data
    assert (given["text"], given["comment"], given["metadata"]) == ("", "ask ", {"by": [[""]]})
    assert "ada@home" not in str(await stage.snapshot())


async def test_a_key_pair_scores_its_own_app_alone(stage: Stage) -> None:
    manager, app_id = await sender(stage)
    pair = await key_pair(stage, manager.tenant_id, app_id)
    headers = {"authorization": f"Bearer {pair['secretKey']}"}
    body = {"name": "accuracy", "value": 1, "traceId": TRACE}
    mine = await stage.call("create_score", path={"appId": app_id}, body=body, headers=headers)
    assert (mine.status, mine.data["givenBy"]) == (201, f"apiKey:{pair['key']['id']}")
    other = await app(stage, manager)
    assert (await stage.call("create_score", path={"appId": other}, body=body, headers=headers)).status == 403


async def test_a_trace_has_only_so_many_names_of_scores(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.domain.traces.scores.MAX_TOTALS", 1)
    manager, app_id = await sender(stage)
    await score(stage, manager, app_id, name="one")
    answer = await score(stage, manager, app_id, name="two")
    assert (answer.status, answer.error["code"]) == (409, "too_many_score_names")
