"""What the guard costs in round trips to the store: deterministic, so tested."""

from dataclasses import replace

import pytest

from benchmarks.guard import COMMAND, LIST, QUERY, Case, Unguarded
from shared.errors import Unauthenticated
from shared.runtime.http import HttpCall

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(("name", "round_trips"), [(QUERY, 0), (LIST, 1), (COMMAND, 1)])
async def test_a_caller_not_known_yet_costs_one_read_at_most_and_none_beside_what_is_read_anyway(
    name: str, round_trips: int
) -> None:
    case = await Case.of(name)
    assert await case.rpcs(cold=True) == round_trips


@pytest.mark.parametrize("name", [QUERY, LIST, COMMAND])
async def test_a_caller_known_already_costs_no_round_trip(name: str) -> None:
    case = await Case.of(name)
    assert await case.rpcs(cold=False) == 0


async def test_the_token_is_asked_for_with_the_guard_and_not_without() -> None:
    case = await Case.of(QUERY)
    assert case.call.as_ is not None
    case.call.as_ = replace(case.call.as_, token="forged")
    await case.made(Unguarded)
    with pytest.raises(Unauthenticated):
        await case.made(HttpCall)
