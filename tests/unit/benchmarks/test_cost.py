"""That the performance page states what is counted, and that counts become dollars as the price list says."""

import json
from decimal import Decimal

import pytest

from benchmarks import cost
from benchmarks.counted import Counted
from shared.data.store import Create, Delete, Hold, StoreQuery
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio

NOTHING = dict.fromkeys(cost.COUNTED, 0)


@pytest.mark.thorough
async def test_the_page_states_what_an_attempt_a_run_and_a_million_spans_cost() -> None:
    assert cost.differences(await cost.counted()) == []


async def test_documents_are_counted_as_they_are_billed(stage: Stage) -> None:
    counts = Counted(stage).counts
    versions = await stage.store.commit(
        [Create("tenants/T/things/A", {"n": 1}), Create("tenants/T/things/B", {"n": 2})]
    )
    await stage.store.get_many(["tenants/T/things/A", "tenants/T/things/missing"])
    await stage.store.query(StoreQuery("tenants/T/things"))
    await stage.store.query(StoreQuery("tenants/T/nothings"))
    await stage.store.count(StoreQuery("tenants/T/things"))
    await stage.store.commit([Hold("tenants/T/things/A", versions["tenants/T/things/A"]), Delete("tenants/T/things/B")])
    assert dict(counts) == {"writes": 2, "reads": 2 + 2 + 1 + 1, "deletes": 1, "roundTrips": 6}


async def test_files_are_counted_by_the_class_of_the_operation(stage: Stage) -> None:
    counts = Counted(stage).counts
    await stage.files.put("tenants/T/exports/E", b"12345", "text/plain")
    await stage.files.get("tenants/T/exports/E", max_bytes=10)
    await stage.files.delete("tenants/T/exports/E")
    assert dict(counts) == {"fileWrites": 1, "fileReads": 1, "fileBytes": 10}


def test_a_million_requests_cost_what_the_list_says_and_their_seconds() -> None:
    prices = cost.priced({**NOTHING, "invocations": 1_000_000, "reads": 100_000})
    assert prices["invocations"] == Decimal("0.40")
    assert prices["reads"] == Decimal("0.03")
    assert prices["vcpuSeconds"] == 1_000_000 * Decimal("0.005") * Decimal("0.000024")


def test_each_price_says_where_and_when_it_was_read() -> None:
    for each in json.loads(cost.PRICES.read_text())["prices"].values():
        assert each["source"].startswith("https://")
        assert each["read"] >= "2026-11-21"


def test_a_count_that_moved_is_told_and_a_small_drift_is_not() -> None:
    stated = cost.written()
    attempt = stated[cost.PLAYS[0]]
    assert cost.differences(stated) == []
    assert cost.differences(stated | {cost.PLAYS[0]: {**attempt, "reads": attempt["reads"] + 1}}) == []
    [told] = cost.differences(stated | {cost.PLAYS[0]: {**attempt, "reads": attempt["reads"] * 2}})
    assert told.startswith("an attempt: reads is")
