import io

import pytest

from shared.observability import logging
from tests.fixtures.greenhouse import basic, greenhouse
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

BODY = {"api_call": "test_status", "errors": ["partner_score is no number", {"field": "metadata"}]}


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=(await greenhouse(stage)).key, body=BODY)


async def test_what_greenhouse_could_not_use_is_logged(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    sender, log = await greenhouse(stage), io.StringIO()
    monkeypatch.setattr(logging, "stream", log)
    answer = await stage.call("report_greenhouse_errors", headers=basic(sender.key.token), body=BODY)
    assert (answer.status, answer.body) == (200, {"received": 2})
    assert "partner_score is no number" in log.getvalue()


async def test_more_than_a_hundred_errors_are_refused(stage: Stage) -> None:
    sender = await greenhouse(stage)
    body = BODY | {"errors": ["wrong"] * 101}
    assert (await stage.call("report_greenhouse_errors", headers=basic(sender.key.token), body=body)).status == 400
