"""Calls by their service's policy, against real servers on this machine and a clock of the test's own."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from shared.adapters.guarded_http import GuardedHttpClient
from shared.engines.circuit_breaker import BreakerRules
from shared.engines.token_bucket import Rate
from shared.ports.http_client import (
    CallFailed,
    CallRateLimited,
    CircuitOpen,
    DestinationRefused,
    OutboundRequest,
    Service,
)
from shared.runtime.outbound import OutboundCalls
from shared.runtime.outbound_policies import OUTBOUND_POLICIES, OutboundPolicy
from tests.fixtures.servers import Behaviour, Received, answers, serving
from tests.fixtures.times import SleptTime

pytestmark = pytest.mark.anyio


def calls(time: SleptTime, policy: OutboundPolicy | None = None, *, networks: tuple[str, ...] = ("127.0.0.1/32",)):
    http = GuardedHttpClient("1.2.3", https_only=False, networks=networks)
    policies = OUTBOUND_POLICIES if policy is None else dict.fromkeys(Service, policy)
    return OutboundCalls(http, policies=policies, now=time.now, sleep=time.sleep, jitter=lambda: 0.0)


def get(url: str, **changes: Any) -> OutboundRequest:
    return replace(OutboundRequest("GET", url), **changes)


def post(url: str, **changes: Any) -> OutboundRequest:
    return replace(OutboundRequest("POST", url, body=b"charge"), **changes)


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Return the behaviour of a server that does one thing after the other, the last for ever."""
    left = list(behaviours)

    async def behave(request: Received, writer: asyncio.StreamWriter) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(request, writer)

    return behave


async def hang_up(request: Received, writer: asyncio.StreamWriter) -> None:
    """Close the connection without a word."""


@pytest.mark.parametrize("failing", [hang_up, answers(502), answers(503), answers(504), answers(429)])
async def test_what_can_be_repeated_is_tried_three_times_more_after_one_two_and_four_seconds(
    failing: Behaviour,
) -> None:
    time = SleptTime()
    async with serving(in_turn(failing, failing, failing, answers())) as server:
        response = await calls(time).send(get(server.url()))
    assert (response.status, len(server.received), time.slept) == (200, 4, [1, 2, 4])


async def test_a_fifth_try_is_not_made_and_the_last_answer_is_returned() -> None:
    time = SleptTime()
    async with serving(answers(503, b"still down")) as server:
        response = await calls(time).send(get(server.url()))
        assert (response.status, response.body, len(server.received)) == (503, b"still down", 4)
    async with serving(hang_up) as server:
        with pytest.raises(CallFailed):
            await calls(time).send(get(server.url()))
    assert len(server.received) == 4


async def test_jitter_makes_each_wait_up_to_half_as_long_again() -> None:
    time = SleptTime()
    http = GuardedHttpClient("1.2.3", https_only=False, networks=("127.0.0.1/32",))
    async with serving(answers(503)) as server:
        await OutboundCalls(http, now=time.now, sleep=time.sleep, jitter=lambda: 1.0).send(get(server.url()))
    assert time.slept == [1.5, 3, 6]


@pytest.mark.parametrize("failing", [hang_up, answers(503)])
async def test_what_could_act_twice_is_sent_once(failing: Behaviour) -> None:
    time = SleptTime()
    async with serving(failing) as server:
        calling = calls(time)
        for request in (post(server.url()), post(server.url(), tries=3)):
            try:
                assert (await calling.send(request)).status == 503
            except CallFailed:
                assert failing is hang_up
    assert (len(server.received), time.slept) == (2, [])


@pytest.mark.parametrize("said", [{"headers": {"Idempotency-Key": "k"}}, {"repeatable": True}])
async def test_what_says_that_it_acts_once_is_tried_again(said: dict[str, Any]) -> None:
    async with serving(in_turn(answers(503), answers())) as server:
        response = await calls(SleptTime()).send(post(server.url(), **said))
    assert (response.status, len(server.received)) == (200, 2)


@pytest.mark.parametrize("status", [400, 404, 500])
async def test_an_answer_that_another_try_would_not_change_is_returned_at_once(status: int) -> None:
    async with serving(answers(status)) as server:
        assert (await calls(SleptTime()).send(get(server.url()))).status == status
    assert len(server.received) == 1


async def test_retry_after_is_waited_for_where_it_is_longer() -> None:
    time = SleptTime()
    async with serving(in_turn(answers(429, retry_after="7"), answers(503, retry_after="0"), answers())) as server:
        assert (await calls(time).send(get(server.url()))).status == 200
    assert time.slept == [7, 2]


async def test_a_wait_beyond_the_requests_whole_time_is_not_begun() -> None:
    time = SleptTime()
    async with serving(answers(503, retry_after="31")) as server:
        assert (await calls(time).send(get(server.url(), total=30))).status == 503
    assert (len(server.received), time.slept) == (1, [])


async def test_webhooks_leave_trying_again_to_their_schedule() -> None:
    async with serving(answers(503)) as server:
        await calls(SleptTime()).send(get(server.url(), service=Service.WEBHOOKS))
    assert len(server.received) == 1


@pytest.mark.parametrize("failing", [hang_up, answers(500)])
async def test_five_failures_in_a_row_open_the_circuit(failing: Behaviour) -> None:
    time = SleptTime()
    async with serving(failing) as server:
        calling = calls(time, OutboundPolicy(retries=0))
        for _ in range(5):
            await outcome(calling, get(server.url()))
        with pytest.raises(CircuitOpen) as refused:
            await calling.send(get(server.url("/another/path")))
        assert (len(server.received), refused.value.retry_after, calling.open_circuits()) == (5, 30, 1)


async def test_an_answer_between_failures_keeps_it_closed() -> None:
    four = [answers(500)] * 4
    async with serving(in_turn(*four, answers(404), *four, answers())) as server:
        calling = calls(SleptTime(), OutboundPolicy(retries=0))
        statuses = [(await calling.send(get(server.url()))).status for _ in range(10)]
    assert statuses == [500] * 4 + [404] + [500] * 4 + [200]


async def test_after_thirty_seconds_one_call_tries_and_its_success_closes_the_circuit() -> None:
    time, may_answer = SleptTime(), asyncio.Event()

    async def late(request: Received, writer: asyncio.StreamWriter) -> None:
        await may_answer.wait()
        await answers()(request, writer)

    async with serving(in_turn(*[hang_up] * 5, late)) as server:
        calling = await opened(time, server.url())
        time.at += 29.9
        with pytest.raises(CircuitOpen):
            await calling.send(get(server.url()))
        time.at += 0.1
        trying = asyncio.create_task(calling.send(get(server.url(), read=300, total=300)))
        while len(server.received) < 6:
            await asyncio.sleep(0.01)
        with pytest.raises(CircuitOpen):
            await calling.send(get(server.url()))
        may_answer.set()
        assert (await trying).status == 200
        assert (await calling.send(get(server.url()))).status == 200


async def test_a_try_that_fails_keeps_it_open_for_thirty_seconds_more() -> None:
    time = SleptTime()
    async with serving(hang_up) as server:
        calling = await opened(time, server.url())
        time.at += 30
        assert await outcome(calling, get(server.url())) is CallFailed
        time.at += 29
        assert await outcome(calling, get(server.url())) is CircuitOpen
        time.at += 1
        assert await outcome(calling, get(server.url())) is CallFailed
    assert len(server.received) == 7


async def test_a_try_that_is_given_up_lets_the_next_one_try() -> None:
    time, never = SleptTime(), asyncio.Event()

    async def silent(request: Received, writer: asyncio.StreamWriter) -> None:
        await never.wait()

    async with serving(in_turn(*[hang_up] * 5, silent, answers())) as server:
        calling = await opened(time, server.url())
        time.at += 30
        trying = asyncio.create_task(calling.send(get(server.url(), read=300, total=300)))
        while len(server.received) < 6:
            await asyncio.sleep(0.01)
        trying.cancel()
        with pytest.raises(asyncio.CancelledError):
            await trying
        assert (await calling.send(get(server.url()))).status == 200
        never.set()


async def test_one_accounts_failures_and_one_servers_hold_no_other_up() -> None:
    async with serving(hang_up) as down, serving(answers()) as up:
        calling = await opened(SleptTime(), down.url(), account="a")
        assert await outcome(calling, get(down.url(), account="a")) is CircuitOpen
        assert await outcome(calling, get(down.url(), account="b")) is CallFailed
        assert await outcome(calling, get(up.url(), account="a")) == 200


async def test_an_address_that_is_never_called_opens_no_circuit() -> None:
    calling = calls(SleptTime(), OutboundPolicy(retries=0), networks=())
    for _ in range(7):
        with pytest.raises(DestinationRefused):
            await calling.send(get("http://127.0.0.1:9/"))
    assert calling.open_circuits() == 0


async def test_a_call_lasts_no_longer_than_its_policy_says() -> None:
    never = asyncio.Event()

    async def silent(request: Received, writer: asyncio.StreamWriter) -> None:
        await never.wait()

    async with serving(silent) as server:
        with pytest.raises(CallFailed):
            await calls(SleptTime(), OutboundPolicy(timeout=0.2, retries=0)).send(get(server.url(), read=60, total=60))
        never.set()


async def test_calls_beyond_the_rate_wait_for_their_turn_and_are_refused_where_it_comes_too_late() -> None:
    time = SleptTime()
    async with serving(answers()) as server:
        calling = calls(time, OutboundPolicy(rate=Rate(2, seconds=20)))
        for _ in range(3):
            await calling.send(get(server.url(), total=30))
        assert time.slept == [10]
        with pytest.raises(CallRateLimited) as refused:
            await calling.send(get(server.url(), total=5, tries=1))
        assert refused.value.retry_after == 10
        assert (await calling.send(get(server.url(), total=5, account="another"))).status == 200
    assert len(server.received) == 4


async def test_streams_that_break_off_or_give_no_sign_open_the_circuit_and_one_that_is_read_closes_it() -> None:
    time = SleptTime()

    async def half(request: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nshort")
        await writer.drain()

    async with serving(in_turn(*[half] * 5, answers(200, b"whole"))) as server:
        calling = calls(time)
        for _ in range(4):
            with pytest.raises(CallFailed):
                await read(calling, server.url())
        with pytest.raises(TimeoutError):
            async with calling.stream(post(server.url())):
                raise TimeoutError
        with pytest.raises(CircuitOpen):
            await read(calling, server.url())
        time.at += 30
        assert await read(calling, server.url()) == b"whole"
        assert calling.open_circuits() == 0


async def test_a_caller_that_goes_wrong_while_it_reads_says_nothing_against_the_server() -> None:
    async with serving(answers()) as server:
        calling = calls(SleptTime())
        for _ in range(6):
            with pytest.raises(KeyError):
                async with calling.stream(post(server.url())):
                    raise KeyError
        assert await read(calling, server.url()) == b"ok"


def test_the_usual_policy_is_the_stated_one() -> None:
    usual = OUTBOUND_POLICIES[Service.OTHER]
    assert (usual.timeout, usual.retries, usual.first_delay, usual.breaker) == (60, 3, 1, BreakerRules(5, 30))
    assert set(OUTBOUND_POLICIES) == set(Service)
    assert {each.breaker for each in OUTBOUND_POLICIES.values()} == {usual.breaker}


async def opened(time: SleptTime, url: str, **changes: Any) -> OutboundCalls:
    """Return calls whose circuit five failures have opened."""
    calling = calls(time, OutboundPolicy(retries=0))
    for _ in range(5):
        assert await outcome(calling, get(url, **changes)) is CallFailed
    return calling


async def outcome(calling: OutboundCalls, request: OutboundRequest) -> int | type[CallFailed]:
    """Return a call's status, or the kind of its failure."""
    try:
        return (await calling.send(request)).status
    except CallFailed as error:
        return type(error)


async def read(calling: OutboundCalls, url: str) -> bytes:
    async with calling.stream(post(url)) as response:
        return b"".join([piece async for piece in response.pieces])
