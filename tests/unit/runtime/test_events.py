import asyncio
import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from shared.data.store import WriteConflict
from shared.errors import DependencyUnavailable
from shared.events.envelope import Envelope
from tests.fixtures.attempts import unit
from tests.fixtures.stage import Stage
from tests.fixtures.toys import NoteWritten, call, count_note, create_note, deliver, post_note

pytestmark = pytest.mark.anyio


async def written(stage: Stage, note_id: str = "N") -> Envelope:
    return stage.envelope(NoteWritten(note_id=note_id), await stage.tenant())


async def hand_over(stage: Stage, handler: Any, envelope: Envelope) -> int:
    return await deliver(stage, handler, envelope.attributes(), envelope.body())


async def failures(stage: Stage) -> list[dict[str, Any]]:
    return await stage.documents("deliveryFailures")


async def counts(stage: Stage) -> list[int]:
    return [each["count"] for each in await stage.documents("noteCounts")]


async def test_an_event_delivered_three_times_acts_once(stage: Stage) -> None:
    envelope = await written(stage)
    assert [await hand_over(stage, count_note, envelope) for _ in range(3)] == [204, 204, 204]
    assert await counts(stage) == [1]


async def test_an_event_delivered_three_times_at_once_acts_once(stage: Stage) -> None:
    envelope = await written(stage)
    assert await asyncio.gather(*(hand_over(stage, count_note, envelope) for _ in range(3))) == [204, 204, 204]
    assert await counts(stage) == [1]


async def test_two_events_at_once_are_both_counted(stage: Stage) -> None:
    first = await written(stage)
    second = stage.envelope(NoteWritten(note_id="M"), first.tenant_id)
    await asyncio.gather(*(hand_over(stage, count_note, each) for each in (first, second)))
    assert await counts(stage) == [2]


async def test_two_subscribers_each_handle_an_event(stage: Stage) -> None:
    posted: list[str] = []
    stage.composition.__dict__["post"] = _append_to(posted)
    envelope = await written(stage)
    assert await hand_over(stage, count_note, envelope) == 204
    assert await hand_over(stage, post_note, envelope) == 204
    assert (await counts(stage), posted) == ([1], ["N"])


async def test_a_push_body_is_unwrapped(stage: Stage) -> None:
    envelope = await written(stage)
    message = {"attributes": envelope.attributes(), "data": base64.b64encode(envelope.body()).decode()}
    body = json.dumps({"message": message, "subscription": "s"}).encode()
    assert await deliver(stage, count_note, {"content-type": "application/json"}, body) == 204
    assert await counts(stage) == [1]


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"nonsense", b'{"message": {}}', b'{"message": null}', b"\xff"])
async def test_what_is_no_event_is_refused(stage: Stage, body: bytes) -> None:
    assert await deliver(stage, count_note, {}, body) == 400


async def test_poison_is_counted_and_refused(stage: Stage) -> None:
    envelope = await written(stage, "poison")
    for _ in range(5):
        assert await hand_over(stage, count_note, envelope) == 500
    [failure] = await failures(stage)
    assert failure["deliveries"] == 5
    assert failure["lastError"] == "ValueError: this note can't be counted"
    assert await stage.documents("outbox") == []


async def test_poison_blocks_no_other_event(stage: Stage) -> None:
    poison = await written(stage, "poison")
    await hand_over(stage, count_note, poison)
    assert await hand_over(stage, count_note, stage.envelope(NoteWritten(note_id="N"), poison.tenant_id)) == 204


async def test_a_dependency_that_is_down_is_no_failure_and_the_event_waits(stage: Stage) -> None:
    envelope = await written(stage, "down")
    assert await hand_over(stage, count_note, envelope) == 204
    assert await failures(stage) == []
    [waiting] = await stage.documents("outbox")
    assert waiting["dueAt"] > stage.clock.now()
    assert waiting["relay"] is False
    assert waiting["events"][0]["id"] == envelope.id


async def test_it_is_handled_under_its_own_id_when_the_dependency_is_back(stage: Stage) -> None:
    envelope = await written(stage)
    stage.composition.__dict__["post"] = _failing(DependencyUnavailable("away"))
    assert await hand_over(stage, post_note, envelope) == 204
    stage.clock.advance(minutes=1)
    [again] = await stage.waiting()
    posted: list[str] = []
    stage.composition.__dict__["post"] = _append_to(posted)
    assert (again.id, again.time) == (envelope.id, envelope.time)
    assert [await hand_over(stage, post_note, again) for _ in range(2)] == [204, 204]
    assert posted == ["N"]


async def test_it_is_given_up_after_the_declared_time(stage: Stage) -> None:
    envelope = await written(stage)
    stage.composition.__dict__["post"] = _failing(DependencyUnavailable("away"))
    stage.clock.advance(minutes=59)
    assert await hand_over(stage, post_note, envelope) == 204
    stage.clock.advance(minutes=2)
    assert await hand_over(stage, post_note, envelope) == 500
    assert [each["deliveries"] for each in await failures(stage)] == [1]


async def test_an_event_meant_for_later_waits_as_long_from_then(stage: Stage) -> None:
    tenant_id = await stage.tenant()
    work = unit(stage, tenant_id)
    work.emit(NoteWritten(note_id="N"), at=stage.clock.now() + timedelta(days=30))
    await work.commit()
    stage.composition.__dict__["post"] = _failing(DependencyUnavailable("away"))
    stage.clock.advance(days=30, minutes=1)
    [late] = await stage.waiting()
    assert await hand_over(stage, post_note, late) == 204
    stage.clock.advance(minutes=50)
    [later] = await stage.waiting()
    assert (later.id, later.due) == (late.id, late.due)
    assert await hand_over(stage, post_note, later) == 204
    stage.clock.advance(minutes=50)
    [latest] = await stage.waiting()
    assert await hand_over(stage, post_note, latest) == 500


async def test_a_store_that_is_down_loses_nothing(stage: Stage) -> None:
    envelope = await written(stage)
    for _ in range(3):
        stage.store.fail_next_read(DependencyUnavailable("the store is down"))
        stage.store.fail_next_commit(DependencyUnavailable("the store is down"))
    assert [await hand_over(stage, count_note, envelope) for _ in range(4)] == [500, 500, 500, 204]
    assert await counts(stage) == [1]


async def test_an_external_event_in_hand_is_not_handled_by_another_delivery(stage: Stage) -> None:
    gate, posted = asyncio.Event(), []

    async def post(text: str) -> None:
        posted.append(text)
        await gate.wait()

    stage.composition.__dict__["post"] = post
    envelope = await written(stage)
    first = asyncio.create_task(hand_over(stage, post_note, envelope))
    for _ in range(20):
        await asyncio.sleep(0)
    assert await hand_over(stage, post_note, envelope) == 204
    gate.set()
    assert await first == 204
    assert posted == ["N"]
    stage.clock.advance(minutes=1)
    for again in await stage.waiting():
        assert await hand_over(stage, post_note, again) == 204
    assert posted == ["N"]


async def test_an_external_event_whose_process_died_is_handled_when_its_lease_has_run_out(stage: Stage) -> None:
    envelope = await written(stage)
    record = f"tenants/{envelope.tenant_id}/deliveries/post_note:{envelope.id}"
    stage.composition.__dict__["post"] = _append_to([])
    await hand_over(stage, post_note, envelope)
    await stage.change(record, state="leased", leasedUntil=stage.clock.now())
    posted: list[str] = []
    stage.composition.__dict__["post"] = _append_to(posted)
    assert await hand_over(stage, post_note, envelope) == 204
    assert posted == ["N"]


async def test_a_lost_race_is_run_again(stage: Stage) -> None:
    envelope = await written(stage)
    stage.store.fail_next_commit(WriteConflict("lost"))
    assert await hand_over(stage, count_note, envelope) == 204
    assert await counts(stage) == [1]


async def test_what_somebody_waits_for_is_published_with_its_commit(stage: Stage) -> None:
    member = await stage.member()
    await call(stage, create_note, as_=member, body={"text": "a", "direct": True})
    assert [each.type for each in stage.bus.published] == ["toys.note.awaited.v1"]
    assert await stage.documents("outbox") == []


async def test_a_direct_publish_that_fails_is_left_to_the_sweep(stage: Stage) -> None:
    member = await stage.member()
    stage.bus.failure = DependencyUnavailable("the bus is down")
    answer = await call(stage, create_note, as_=member, body={"text": "a", "direct": True})
    assert answer.status == 201
    stage.bus.failure = None
    stage.clock.advance(seconds=11)
    await stage.tick("sweep_outbox")
    assert [each.type for each in stage.bus.published] == ["toys.note.awaited.v1"]


def _append_to(posted: list[str]) -> Any:
    async def post(text: str) -> None:
        posted.append(text)

    return post


def _failing(failure: Exception) -> Any:
    async def post(text: str) -> None:
        raise failure

    return post
