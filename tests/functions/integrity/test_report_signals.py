from datetime import timedelta
from typing import Any

import pytest

from shared.domain.integrity.signals import MAX_PER_MINUTE, MAX_SIGNALS, MAX_SOURCES
from shared.runtime.rate_limits import RateLimiter
from tests.fixtures.attempts import finish, running_attempt
from tests.fixtures.integrity import DIGEST, milliseconds, recorded_attempt, report, signal, signal_log
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


@pytest.fixture
def unlimited(stage: Stage) -> Stage:
    stage.composition.__dict__["limiter"] = RateLimiter(1_000_000)
    return stage


async def arrange(stage: Stage) -> Arranged:
    sitting = await recorded_attempt(stage)
    body = {
        "seat": {"deviceId": "laptop", "tabId": "first"},
        "sentAtMs": milliseconds(stage),
        "signals": [signal(stage, 1, "pasted", size=120, digest=DIGEST, questionId=sitting.question_ids[0])],
    }
    return Arranged(as_=sitting.candidate, path=sitting.path, body=body)


async def test_a_batch_is_one_document_however_many_signals_it_holds(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    commits = stage.store.commits
    answer = await report(stage, sitting, signal(stage, 1), signal(stage, 2, "focus_regained"), signal(stage, 3))
    assert answer.data == {"lastSequence": 3, "dropped": 0}
    assert stage.store.commits == commits + 1
    log = await signal_log(stage, sitting)
    assert [each["kind"] for each in log["signals"]] == ["focus_lost", "focus_regained", "focus_lost"]


async def test_a_batch_sent_again_is_kept_once(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    for _ in range(2):
        assert (await report(stage, sitting, signal(stage, 1), signal(stage, 2))).data["lastSequence"] == 2
    await report(stage, sitting, signal(stage, 2), signal(stage, 3))
    assert [each["sequence"] for each in (await signal_log(stage, sitting))["signals"]] == [1, 2, 3]


async def test_each_tab_numbers_its_own(stage: Stage) -> None:
    sitting = await recorded_attempt(stage, activity=True)
    await report(stage, sitting, signal(stage, 1))
    assert (await report(stage, sitting, signal(stage, 1), tab="second")).data["lastSequence"] == 1
    assert [each["source"] for each in (await signal_log(stage, sitting))["signals"]] == [0, 1]


async def test_numbers_that_never_came_are_counted(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await report(stage, sitting, signal(stage, 1), signal(stage, 5))
    [source] = (await signal_log(stage, sitting))["sources"]
    assert source["missing"] == 3


async def test_a_kind_nobody_knows_is_kept_as_it_is(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await report(stage, sitting, signal(stage, 1, "window_shaken"))
    assert [each["kind"] for each in (await signal_log(stage, sitting))["signals"]] == ["window_shaken"]


async def test_what_the_assessment_does_not_record_is_passed_over(stage: Stage) -> None:
    sitting = await recorded_attempt(stage, clipboard=True)
    answer = await report(stage, sitting, signal(stage, 1), signal(stage, 2, "pasted", size=5))
    assert answer.data["lastSequence"] == 2
    log = await signal_log(stage, sitting)
    assert [each["kind"] for each in log["signals"]] == ["pasted"]
    assert log["circumstances"] is None


async def test_an_assessment_that_records_nothing_stores_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    assert (await report(stage, sitting, signal(stage, 1))).status == 200
    assert await stage.documents("signalLogs") == []


async def test_of_a_paste_its_size_and_digest_are_kept_and_of_a_short_one_its_size(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    pastes = [signal(stage, number, "pasted", size=size, digest=DIGEST) for number, size in ((1, 900), (2, 15))]
    await report(stage, sitting, *pastes)
    kept = (await signal_log(stage, sitting))["signals"]
    assert [(each["size"], each["digest"]) for each in kept] == [(900, DIGEST), (15, None)]
    refused = await report(stage, sitting, signal(stage, 3, "pasted", text="print(1)"))
    assert (refused.status, refused.error["details"][0]["code"]) == (400, "unknown_field")


async def test_more_than_the_rate_allows_is_counted_and_not_kept(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    for first in (1, 51):
        answer = await report(stage, sitting, *(signal(stage, first + each) for each in range(50)))
    assert answer.data == {"lastSequence": 100, "dropped": 100 - MAX_PER_MINUTE}
    assert len((await signal_log(stage, sitting))["signals"]) == MAX_PER_MINUTE
    stage.clock.advance(minutes=1)
    assert (await report(stage, sitting, signal(stage, 101))).data["dropped"] == 100 - MAX_PER_MINUTE


@pytest.mark.thorough
async def test_a_log_never_outgrows_its_document(unlimited: Stage) -> None:
    sitting = await recorded_attempt(unlimited)
    for minute in range(MAX_SIGNALS // 50 + 2):
        unlimited.clock.advance(minutes=1)
        numbers = range(minute * 50 + 1, minute * 50 + 51)
        batch = [signal(unlimited, number, "pasted", size=1_000, digest=DIGEST) for number in numbers]
        answer = await report(unlimited, sitting, *batch)
    assert answer.data["dropped"] == 100
    assert len((await signal_log(unlimited, sitting))["signals"]) == MAX_SIGNALS


async def test_made_up_tabs_are_bounded_too(unlimited: Stage) -> None:
    sitting = await recorded_attempt(unlimited)
    for number in range(MAX_SOURCES + 3):
        answer = await report(unlimited, sitting, signal(unlimited, 1), tab=f"tab{number}")
    assert answer.data == {"lastSequence": 0, "dropped": 3}
    assert len((await signal_log(unlimited, sitting))["sources"]) == MAX_SOURCES


async def test_a_client_whose_clock_is_wrong_is_understood_by_the_servers(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    stage.clock.advance(minutes=10)
    hour_ahead = milliseconds(stage, ahead=3_600)
    told = {"sequence": 1, "kind": "focus_lost", "atMs": hour_ahead - 20_000}
    await report(stage, sitting, told, sentAtMs=hour_ahead)
    [kept] = (await signal_log(stage, sitting))["signals"]
    assert kept["at"] == stage.clock.now() - timedelta(seconds=20)


@pytest.mark.parametrize("at", [0, 2**53 - 1])
async def test_an_impossible_time_stays_within_the_attempt(stage: Stage, at: int) -> None:
    sitting = await recorded_attempt(stage)
    started = stage.clock.now()
    stage.clock.advance(minutes=10)
    await report(stage, sitting, {"sequence": 1, "kind": "focus_lost", "atMs": at})
    [kept] = (await signal_log(stage, sitting))["signals"]
    assert started <= kept["at"] <= stage.clock.now()


async def test_a_clock_that_is_set_meanwhile_is_noticed(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await report(stage, sitting, signal(stage, 1))
    await report(stage, sitting, signal(stage, 2), sentAtMs=milliseconds(stage, ahead=-900))
    noticed = [each for each in (await signal_log(stage, sitting))["signals"] if each["kind"] == "clock_changed"]
    assert [each["seconds"] for each in noticed] == [900]


async def test_another_device_is_noticed_and_neither_it_nor_any_address_is_written_down(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await report(stage, sitting, signal(stage, 1))
    await report(stage, sitting, signal(stage, 1), device="telephone")
    log = await signal_log(stage, sitting)
    assert "device_changed" in [each["kind"] for each in log["signals"]]
    assert [len(each) for each in log["circumstances"].values()] == [16, 16]
    assert "." not in log["circumstances"]["address"]


async def test_another_address_is_noticed_by_the_server_itself(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = await recorded_attempt(stage, devices=True)
    for number, address in enumerate(("203.0.113.7", "203.0.113.7", "198.51.100.1"), 1):
        monkeypatch.setattr("shared.runtime.http.client_address", lambda *_, address=address: address)
        await report(stage, sitting, signal(stage, number))
    assert [each["kind"] for each in (await signal_log(stage, sitting))["signals"]] == ["address_changed"]


async def test_after_the_end_nothing_is_taken(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    await finish(stage, sitting)
    answer = await report(stage, sitting, signal(stage, 1))
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")
    assert await stage.documents("signalLogs") == []


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"kind": "address_changed"}, "/signals/0/kind", "reserved_kind"),
        ({"kind": "Focus Lost"}, "/signals/0/kind", "string_pattern_mismatch"),
        ({"questionId": "another"}, "/signals/0/questionId", "question_not_found"),
        ({"sequence": 0}, "/signals/0/sequence", "greater_than_equal"),
        ({"size": -1}, "/signals/0/size", "greater_than_equal"),
        ({"digest": "short"}, "/signals/0/digest", "string_pattern_mismatch"),
        ({"atMs": 2**53}, "/signals/0/atMs", "less_than"),
    ],
)
async def test_a_bad_signal_is_pointed_at(stage: Stage, change: dict[str, Any], pointer: str, code: str) -> None:
    sitting = await recorded_attempt(stage)
    answer = await report(stage, sitting, {**signal(stage, 1), **change})
    assert answer.status == 400
    assert (pointer, code) in [(each["pointer"], each["code"]) for each in answer.error["details"]]


async def test_signals_out_of_order_are_refused_as_a_whole(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    answer = await report(stage, sitting, signal(stage, 2), signal(stage, 1))
    assert [each["code"] for each in answer.error["details"]] == ["not_rising"]
    assert await stage.documents("signalLogs") == []


async def test_more_than_a_batch_is_refused(stage: Stage) -> None:
    sitting = await recorded_attempt(stage)
    answer = await report(stage, sitting, *(signal(stage, number) for number in range(1, 52)))
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "too_long")
