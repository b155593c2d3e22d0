import asyncio
from typing import Any

import pytest

from shared.data.store import AmbiguousCommit
from shared.errors import DependencyUnavailable
from tests.fixtures.stage import Answer, SignedIn, Stage
from tests.fixtures.toys import call, create_note, send_letter

pytestmark = pytest.mark.anyio


async def create(stage: Stage, member: SignedIn, text: str = "a", key: str = "key-1") -> Answer:
    return await call(stage, create_note, as_=member, body={"text": text}, headers={"idempotency-key": key})


async def send(stage: Stage, member: SignedIn, text: str = "a", key: str = "key-1") -> Answer:
    return await call(stage, send_letter, as_=member, body={"text": text}, headers={"idempotency-key": key})


def posting(stage: Stage, *, failure: BaseException | None = None, gate: asyncio.Event | None = None) -> list[str]:
    posted: list[str] = []

    async def post(text: str) -> None:
        if gate is not None:
            await gate.wait()
        if failure is not None:
            raise failure
        posted.append(text)

    stage.composition.__dict__["post"] = post
    return posted


async def test_a_repeated_request_is_answered_as_before_and_done_once(stage: Stage) -> None:
    member = await stage.member()
    first, second = await create(stage, member), await create(stage, member)
    assert second.status == first.status == 201
    assert second.data["id"] == first.data["id"]
    assert second.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert len(await stage.documents("notes")) == 1
    assert len(await stage.documents("outbox")) == 1


async def test_secret_fields_are_neither_replayed_nor_stored(stage: Stage) -> None:
    member = await stage.member()
    first, second = await create(stage, member), await create(stage, member)
    assert first.data["secret"] == "s3cret"
    assert "secret" not in second.data
    assert "s3cret" not in str(await stage.snapshot())


async def test_another_request_under_the_same_key_is_422(stage: Stage) -> None:
    member = await stage.member()
    await create(stage, member)
    answer = await create(stage, member, text="b")
    assert (answer.status, answer.error["code"]) == (422, "idempotency_key_reused")


async def test_a_key_is_ones_own(stage: Stage) -> None:
    member = await stage.member()
    await create(stage, member)
    colleague = await stage.member(tenant_id=member.tenant_id)
    stranger = await stage.member()
    for other in (colleague, stranger):
        answer = await create(stage, other)
        assert answer.status == 201
        assert "idempotency-replayed" not in answer.headers
    assert len(await stage.documents("notes")) == 3


async def test_the_same_json_spelt_otherwise_is_the_same_request(stage: Stage) -> None:
    member = await stage.member()
    await create(stage, member)
    raw = b'{ "count" : 0, "text":"\\u0061" }'
    answer = await call(stage, create_note, as_=member, raw=raw, headers={"idempotency-key": "key-1"})
    assert answer.headers["idempotency-replayed"] == "true"


async def test_after_a_day_a_key_is_new_again(stage: Stage) -> None:
    member = await stage.member()
    await create(stage, member)
    stage.clock.advance(hours=24)
    again = await stage.signed_in_again(member)
    assert "idempotency-replayed" not in (await create(stage, again, text="b")).headers
    assert len(await stage.documents("notes")) == 2


async def test_a_request_that_failed_may_be_repeated(stage: Stage) -> None:
    member = await stage.member()
    bad = await call(stage, create_note, as_=member, body={"text": 1}, headers={"idempotency-key": "key-1"})
    assert bad.status == 400
    assert (await create(stage, member)).status == 201


@pytest.mark.parametrize("count", [2, 5])
async def test_twins_at_once_do_it_once_and_get_the_same_answer(stage: Stage, count: int) -> None:
    member = await stage.member()
    answers = await asyncio.gather(*(create(stage, member) for _ in range(count)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.data["id"] for answer in answers}) == 1
    assert len(await stage.documents("notes")) == 1


async def test_a_commit_whose_answer_was_lost_happens_once(stage: Stage) -> None:
    member = await stage.member()
    stage.store.fail_next_commit(AmbiguousCommit("lost"), applied=True)
    answer = await create(stage, member)
    assert answer.status == 201
    assert [note["id"] for note in await stage.documents("notes")] == [answer.data["id"]]


async def test_a_commit_that_never_arrived_is_made_again(stage: Stage) -> None:
    member = await stage.member()
    stage.store.fail_next_commit(AmbiguousCommit("lost"), applied=False)
    assert (await create(stage, member)).status == 201
    assert len(await stage.documents("notes")) == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb", "\x7f"])
async def test_an_unusable_key_is_400(stage: Stage, key: str) -> None:
    answer = await create(stage, await stage.member(), key=key)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/Idempotency-Key")


async def test_an_external_commands_twin_in_flight_is_409(stage: Stage) -> None:
    member = await stage.member()
    gate = asyncio.Event()
    posted = posting(stage, gate=gate)
    first = asyncio.create_task(send(stage, member))
    for _ in range(20):
        await asyncio.sleep(0)
    twin = await send(stage, member)
    assert (twin.status, twin.error["code"]) == (409, "in_flight")
    gate.set()
    assert (await first).status == 200
    assert posted == ["a"]


async def test_an_external_command_is_replayed_once_it_is_done(stage: Stage) -> None:
    member = await stage.member()
    posted = posting(stage)
    first, second = await send(stage, member), await send(stage, member)
    assert second.data["id"] == first.data["id"]
    assert posted == ["a"]


async def test_an_external_command_that_failed_may_be_repeated_at_once(stage: Stage) -> None:
    member = await stage.member()
    posting(stage, failure=DependencyUnavailable("the post is closed"))
    assert (await send(stage, member)).status == 503
    posted = posting(stage)
    assert (await send(stage, member)).status == 200
    assert posted == ["a"]


async def test_a_killed_external_command_may_be_repeated_when_its_lease_has_run_out(stage: Stage) -> None:
    class Killed(BaseException):
        pass

    member: Any = await stage.member()
    posting(stage, failure=Killed())
    with pytest.raises(Killed):
        await send(stage, member)
    posted = posting(stage)
    assert (await send(stage, member)).status == 409
    stage.clock.advance(seconds=61)
    assert (await send(stage, member)).status == 200
    assert posted == ["a"]


async def test_an_answer_whose_storing_got_lost_is_stored_again_and_replayed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted = posting(stage)
    member = await stage.member()
    commit, lost = stage.store.commit, 0

    async def losing(writes: Any) -> dict[str, str]:
        nonlocal lost
        completes = any(getattr(write, "data", {}).get("state") == "done" for write in writes)
        if completes and not lost:
            lost += 1
            raise AmbiguousCommit("the answer never came, and nothing was written")
        return await commit(writes)

    monkeypatch.setattr(stage.store, "commit", losing)
    first, second = await send(stage, member), await send(stage, member)
    assert lost == 1
    assert first.status == second.status == 200
    assert second.headers["idempotency-replayed"] == "true"
    assert posted == ["a"]
