"""What a candidate can do who comes back after the end: every function that candidates may call, by name."""

from dataclasses import replace

import pytest

from shared.auth.roles import ROLES, Role
from tests.fixtures.stage import Answer, Stage
from tests.matrix.arrangements import arranged, http_declaration, tenant_names

pytestmark = pytest.mark.anyio

ANSWERING = {
    "answer_finding",
    "declare_demographics",
    "delete_demographics",
    "export_my_attempt",
    "file_appeal",
    "get_demographics",
    "get_my_attempt_export",
    "get_my_permissions",
    "get_my_result",
    "give_attempt_feedback",
    "list_my_findings",
}
ABOUT_MEMBERS = {"get_member_permissions"}
"""With 404: a candidate is no member."""

REFUSING = {
    "complete_answer_upload",
    "create_answer_upload",
    "end_break",
    "finish_attempt",
    "finish_section",
    "get_attempt",
    "get_recording_notice",
    "get_run",
    "leave_room",
    "list_conflict_copies",
    "list_languages",
    "open_room",
    "pull_room_updates",
    "push_room_updates",
    "record_edits",
    "replay_answers",
    "report_signals",
    "run_answer",
    "save_answer",
    "save_room_answer",
    "send_heartbeat",
    "start_attempt",
    "start_break",
    "start_section",
    "take_over_attempt",
}
"""With 403 `permission_denied`, whatever the attempt's state."""


def test_every_function_for_candidates_is_named_here() -> None:
    theirs = {name for name in tenant_names() if http_declaration(name).permission in ROLES[Role.CANDIDATE]}
    assert theirs == ANSWERING | ABOUT_MEMBERS | REFUSING


async def called_after_the_end(name: str, stage: Stage) -> Answer:
    """Call a function as it is arranged, by the sign-in of whoever comes back after the end."""
    call = await arranged(name, stage)
    assert call.as_ is not None
    return await stage.arranged(name, replace(call, as_=await stage.former_candidate(call.as_)))


@pytest.mark.parametrize("name", sorted(ANSWERING))
async def test_what_comes_after_the_attempt_answers(name: str, stage: Stage) -> None:
    answer = await called_after_the_end(name, stage)
    assert answer.status in (http_declaration(name).status, 204), answer.body


@pytest.mark.parametrize("name", sorted(ABOUT_MEMBERS))
async def test_what_is_about_members_finds_nobody(name: str, stage: Stage) -> None:
    assert (await called_after_the_end(name, stage)).status == 404


@pytest.mark.parametrize("name", sorted(REFUSING))
async def test_what_belongs_to_a_running_attempt_refuses(name: str, stage: Stage) -> None:
    answer = await called_after_the_end(name, stage)
    assert (answer.status, answer.error["code"]) == (403, "permission_denied")
