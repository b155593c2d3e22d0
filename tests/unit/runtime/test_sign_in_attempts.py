"""Failed tries, counted for all instances together."""

import asyncio

import pytest

from shared.errors import DependencyUnavailable
from shared.runtime.rate_limits import RateLimiter
from tests.fixtures.people import PASSWORD, SIGN_UP, accept, invite, sign_up
from tests.fixtures.stage import Answer, Stage

pytestmark = pytest.mark.anyio
WRONG = "not the password"


async def sign_in(stage: Stage, password: str = WRONG, email: str = SIGN_UP["email"]) -> Answer:
    return await stage.call("sign_in", body={"email": email, "password": password})


async def test_ten_guesses_at_once_are_five(stage: Stage) -> None:
    await sign_up(stage)
    answers = await asyncio.gather(*(sign_in(stage) for _ in range(10)))
    assert [answer.status for answer in answers].count(401) == 5
    assert (await sign_in(stage, PASSWORD)).status == 429


async def test_another_instance_goes_on_counting(stage: Stage) -> None:
    await sign_up(stage)
    for _ in range(3):
        await sign_in(stage)
    stage.composition.limiter = RateLimiter()
    stage.composition.callers.clear()
    for _ in range(2):
        assert (await sign_in(stage)).status == 401
    assert (await sign_in(stage, PASSWORD)).status == 429


async def test_a_failure_is_forgotten_after_a_quarter_of_an_hour(stage: Stage) -> None:
    await sign_up(stage)
    await sign_in(stage)
    stage.clock.advance(minutes=10)
    for _ in range(4):
        await sign_in(stage)
    refused = await sign_in(stage, PASSWORD)
    assert (refused.status, refused.headers["retry-after"]) == (429, "300")
    assert '"auth";q=5;w=900' in refused.headers["ratelimit-policy"]
    stage.clock.advance(minutes=5)
    assert (await sign_in(stage)).status == 401
    assert (await sign_in(stage, PASSWORD)).status == 429


async def test_the_limit_tells_not_whether_an_account_exists(stage: Stage) -> None:
    await sign_up(stage)
    told: list[list[tuple[int, str]]] = []
    for email in (SIGN_UP["email"], "nobody@example.com"):
        answers = [await sign_in(stage, email=email) for _ in range(7)]
        told.append([(answer.status, answer.error["message"]) for answer in answers])
    assert told[0] == told[1]
    assert [status for status, _ in told[0]] == [401] * 5 + [429] * 2


async def test_an_address_gets_a_hundred_failures_over_all_accounts(stage: Stage) -> None:
    for number in range(100):
        assert (await sign_in(stage, email=f"somebody-{number}@example.com")).status == 401
    assert (await sign_in(stage, email="another@example.com")).status == 429


async def test_the_password_of_a_known_account_is_no_more_guessable_by_an_invitations_link(stage: Stage) -> None:
    known = await sign_up(stage)
    other = await sign_up(stage, subdomain="other", email="other@example.com")
    tokens = [await invite(stage, other, known.email) for _ in range(2)]
    for token in (*tokens, *tokens):
        assert (await accept(stage, token, password=WRONG)).status == 401
    assert (await sign_in(stage)).status == 401
    assert (await accept(stage, tokens[0])).status == 429
    assert (await sign_in(stage, PASSWORD)).status == 429


async def test_what_cannot_be_counted_is_not_tried(stage: Stage) -> None:
    await sign_up(stage)

    async def away(paths: object) -> None:
        raise DependencyUnavailable("the document store does not answer; try again")

    stage.store.get_many = away  # type: ignore[method-assign, assignment]
    assert (await sign_in(stage, PASSWORD)).status == 503


async def test_a_provider_that_is_away_is_nobodys_failure(stage: Stage) -> None:
    await sign_up(stage)
    identity = stage.identity

    class Away:
        async def sign_in(self, email: str, password: str) -> None:
            raise DependencyUnavailable("down")

    stage.composition.identity = Away()
    for _ in range(6):
        assert (await sign_in(stage, PASSWORD)).status == 503
    stage.composition.identity = identity
    assert (await sign_in(stage, PASSWORD)).status == 200
