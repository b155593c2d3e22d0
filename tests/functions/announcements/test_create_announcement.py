from datetime import timedelta

import pytest

from shared.auth.roles import Role
from shared.domain.announcements.model import MAX_KEPT
from tests.fixtures.announcements import NOTICE, announced
from tests.fixtures.staff import staff_member
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await staff_member(stage), body=dict(NOTICE))


async def test_an_announcement_begins_now_and_is_recorded(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    made = (await stage.arranged("create_announcement", call)).data
    assert (made["startsAt"], made["endsAt"], made["severity"]) == ("2026-03-02T09:00:00Z", None, "warning")
    [entry] = await stage.audited("create_announcement")
    assert (entry["tenantId"], entry["actor"]) == ("platform", f"user:{call.as_.user_id}")
    assert entry["target"] == {"announcementId": made["id"]}


@pytest.mark.parametrize(
    "times",
    [
        {"endsAt": "2026-03-02T08:59:00Z"},
        {"startsAt": "2026-03-05T09:00:00Z", "endsAt": "2026-03-05T09:00:00Z"},
        {"startsAt": "2026-03-01T09:00:00Z", "endsAt": "2026-03-02T09:00:00Z"},
    ],
)
async def test_what_would_never_be_shown_is_400(stage: Stage, times: dict[str, str]) -> None:
    call = await arrange(stage)
    call.body = {**NOTICE, **times}
    answer = await stage.arranged("create_announcement", call)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/endsAt")


@pytest.mark.thorough
async def test_on_a_full_board_what_ended_first_makes_room(stage: Stage) -> None:
    ending = (stage.clock.now() + timedelta(minutes=1)).isoformat()
    first = await announced(stage, endsAt=ending)
    for _ in range(MAX_KEPT - 1):
        await announced(stage)
    call = await arrange(stage)
    full = await stage.arranged("create_announcement", call)
    assert (full.status, full.error["code"]) == (409, "board_full")
    stage.clock.advance(minutes=2)
    assert (await stage.arranged("create_announcement", call)).status == 201
    board = (await stage.call("list_announcements", as_=call.as_)).data["announcements"]
    assert len(board) == MAX_KEPT
    assert first not in [each["id"] for each in board]


async def test_an_owner_announces_nothing(stage: Stage) -> None:
    call = await arrange(stage)
    call.as_ = await stage.member(Role.OWNER)
    assert (await stage.arranged("create_announcement", call)).status == 403
