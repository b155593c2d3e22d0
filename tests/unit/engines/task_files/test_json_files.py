import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shared.engines.task_files.json_files import read_json
from shared.errors import InvalidInput

ZONE = ZoneInfo("UTC")


def issue(**fields: Any) -> dict[str, Any]:
    [task] = read_json(json.dumps({"issues": [{"key": "MOVE-1", "fields": fields}]}).encode(), ZONE).tasks
    return task.data


def test_a_list_holds_tasks_as_they_are_and_says_which_is_none() -> None:
    first, second = read_json(b'[{"externalId": "1", "title": "Pack"}, 7]', ZONE).tasks
    assert first.data == {"externalId": "1", "title": "Pack"}
    assert second.problem is not None


@pytest.mark.parametrize("file", [b"", b"{", b"7", b'{"tasks": []}', b'{"issues": 7}', b"\xff", b'{"a":' * 100_000])
def test_what_is_no_list_and_no_issues_is_refused(file: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_json(file, ZONE)
    assert refused.value.code == "malformed_json"


def test_an_issue_without_fields_says_so() -> None:
    [task] = read_json(b'{"issues": [{"key": "MOVE-1"}]}', ZONE).tasks
    assert task.problem == ("not_an_object", "an issue has fields; export it with them")


def test_a_description_of_paragraphs_is_text_line_by_line() -> None:
    words = [{"type": "text", "text": "Mind "}, {"type": "text", "text": "the shelves"}]
    lines = [{"type": "paragraph", "content": words}, {"type": "paragraph", "content": [{"text": "Thanks"}]}]
    assert issue(summary="Pack", description={"type": "doc", "content": lines})["description"] == (
        "Mind the shelves\nThanks"
    )


def test_links_that_block_are_dependencies_from_both_sides_and_others_are_none() -> None:
    data = issue(
        summary="Pack",
        issuelinks=[
            {"type": {"name": "Blocks"}, "inwardIssue": {"key": "MOVE-2"}},
            {"type": {"name": "Blocks"}, "outwardIssue": {"key": "MOVE-3"}},
            {"type": {"name": "Relates"}, "inwardIssue": {"key": "MOVE-4"}},
            "nonsense",
        ],
    )
    assert (data["dependsOn"], data["blocks"]) == ([{"externalId": "MOVE-2"}], ["MOVE-3"])


def test_who_hides_their_address_stays_assigned_here_and_nobody_takes_the_assignee_away() -> None:
    assert "assignee" not in issue(summary="Pack", assignee={"displayName": "Rita"})
    assert issue(summary="Pack", assignee=None)["assignee"] is None
    assert issue(summary="Pack", timeoriginalestimate=5_400, duedate="2026-03-09")["estimatedMinutes"] == 90
