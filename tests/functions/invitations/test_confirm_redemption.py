import asyncio

import pytest

from shared.auth.links import mailed_code
from shared.domain.invitations.model import CODE_KIND
from tests.fixtures.attempts import Sitting, finish, invited_candidate, running_attempt
from tests.fixtures.stage import Answer, Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def challenged(stage: Stage, sitting: Sitting) -> str:
    """Open the link again and return the code in the mail."""
    answer = await stage.call("redeem_invitation", body={"token": sitting.token})
    if not answer.data["confirmationRequired"]:
        await stage.call("redeem_invitation", body={"token": sitting.token})
    await stage.settle()
    return stage.mailer.sent[-1].subject.removeprefix("Your code: ")


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


async def confirm(stage: Stage, sitting: Sitting, code: str) -> Answer:
    return await stage.call("confirm_redemption", body={"token": sitting.token, "code": code})


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    return Arranged(body={"token": sitting.token, "code": await challenged(stage, sitting)})


async def test_the_code_signs_the_same_candidate_in_to_the_same_attempt(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    code = await challenged(stage, sitting)
    answer = await confirm(stage, sitting, code)
    assert answer.data["confirmationRequired"] is False
    assert answer.data["attemptId"] == sitting.invitation_id
    elsewhere = SignedIn(answer.data["accessToken"], sitting.tenant_id, "")
    assert (await stage.call("get_attempt", as_=elsewhere, path=sitting.path)).status == 200
    again = await stage.call("start_attempt", as_=elsewhere)
    assert again.data["id"] == sitting.invitation_id
    assert len(await stage.documents("attempts")) == 1


async def test_a_code_works_once(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    code = await challenged(stage, sitting)
    answers = await asyncio.gather(*(confirm(stage, sitting, code) for _ in range(3)))
    assert sorted(answer.status for answer in answers) == [200, 403, 403]
    answer = await confirm(stage, sitting, code)
    assert (answer.status, answer.error["code"]) == (403, "code_expired")


async def test_a_wrong_code_costs_a_try(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    code = await challenged(stage, sitting)
    for left in (4, 3):
        answer = await confirm(stage, sitting, wrong(code))
        assert (answer.status, answer.error["code"]) == (403, "code_wrong")
        assert answer.error["details"] == {"triesLeft": left}
    assert (await confirm(stage, sitting, code)).status == 200


async def test_five_misses_end_the_code_even_all_at_once(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    code = await challenged(stage, sitting)
    answers = await asyncio.gather(*(confirm(stage, sitting, wrong(code)) for _ in range(5)))
    assert {answer.status for answer in answers} <= {403, 409}
    while (await stored_tries(stage, sitting)) > 0:
        await confirm(stage, sitting, wrong(code))
    answer = await confirm(stage, sitting, code)
    assert (answer.status, answer.error["code"]) == (403, "code_expired")


async def stored_tries(stage: Stage, sitting: Sitting) -> int:
    stored = await stage.document(sitting.document("invitations"))
    assert stored is not None
    return stored["challenge"]["triesLeft"]


async def test_after_five_misses_the_next_code_works(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    code = await challenged(stage, sitting)
    for _ in range(5):
        await confirm(stage, sitting, wrong(code))
    stage.clock.advance(seconds=30)
    fresh = await challenged(stage, sitting)
    assert fresh != code
    assert (await confirm(stage, sitting, fresh)).status == 200


async def test_a_code_runs_out(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    code = await challenged(stage, sitting)
    stage.clock.advance(minutes=10)
    answer = await confirm(stage, sitting, code)
    assert (answer.status, answer.error["code"]) == (403, "code_expired")


async def test_no_code_is_valid_before_one_was_asked_for(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    answer = await confirm(stage, sitting, mailed_code(CODE_KIND, sitting.tenant_id, ""))
    assert (answer.status, answer.error["code"]) == (403, "code_expired")


async def test_another_invitations_code_is_wrong(stage: Stage) -> None:
    mine, other = await invited_candidate(stage), await invited_candidate(stage)
    await challenged(stage, mine)
    answer = await confirm(stage, mine, await challenged(stage, other))
    assert (answer.status, answer.error["code"]) == (403, "code_wrong")


async def test_a_code_asked_for_before_the_end_is_worth_nothing_after_it(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    code = await challenged(stage, sitting)
    await finish(stage, sitting)
    answer = await confirm(stage, sitting, code)
    assert (answer.status, answer.error["code"]) == (403, "code_expired")


async def test_after_the_attempt_the_code_signs_in_to_what_follows_and_to_nothing_else(stage: Stage) -> None:
    sitting = await running_attempt(stage, results={"shown": "at_once"})
    await finish(stage, sitting)
    await stage.settle()
    admitted = (await confirm(stage, sitting, await challenged(stage, sitting))).data
    assert (admitted["attemptId"], admitted["attemptEnded"]) == (sitting.invitation_id, True)
    back = SignedIn(admitted["accessToken"], sitting.tenant_id, "")
    assert (await stage.call("get_my_result", as_=back, path=sitting.path)).status == 200
    for name in ("get_attempt", "start_attempt"):
        assert (await stage.call(name, as_=back, path=sitting.path)).status == 403
    told = (await stage.call("get_my_permissions", as_=back)).data
    assert told["role"] == "former_candidate"


async def test_tokens_from_after_the_attempt_end_with_the_link_however_often_they_are_refreshed(stage: Stage) -> None:
    sitting = await running_attempt(stage, results={"shown": "at_once"})
    await finish(stage, sitting)
    await stage.settle()
    admitted = (await confirm(stage, sitting, await challenged(stage, sitting))).data
    for days, status in ((89, 200), (1, 401)):
        stage.clock.advance(days=days)
        again = await stage.call("refresh_token", body={"refreshToken": admitted["refreshToken"]})
        back = SignedIn(again.data["accessToken"], sitting.tenant_id, "")
        answer = await stage.call("get_my_result", as_=back, path=sitting.path)
        assert answer.status == status
    assert answer.error["code"] == "follow_up_over"


async def test_a_forged_link_is_nobodys(stage: Stage) -> None:
    sitting = await invited_candidate(stage)
    code = await challenged(stage, sitting)
    answer = await stage.call("confirm_redemption", body={"token": f"{sitting.token}0", "code": code})
    assert (answer.status, answer.error["code"]) == (404, "invitation_not_found")


@pytest.mark.parametrize("code", ["12345", "1234567", "12345a", "\u0661\u0662\u0663\u0664\u0665\u0666", ""])
async def test_what_is_no_code_is_bad_input(stage: Stage, code: str) -> None:
    sitting = await invited_candidate(stage)
    answer = await confirm(stage, sitting, code)
    assert answer.status == 400
    assert answer.error["details"][0]["pointer"] == "/code"
