from zoneinfo import ZoneInfo

import pytest

from shared.engines.task_files.tables import read_table
from shared.errors import InvalidInput

BERLIN = ZoneInfo("Europe/Berlin")


def row(header: str, cells: str) -> dict[str, object]:
    [task] = read_table(f"external_id,title,{header}\n1,Pack,{cells}\n".encode(), BERLIN).tasks
    assert task.problem is None
    return task.data


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("2", {"externalId": "2"}),
        ("2:SS", {"externalId": "2", "relation": "SS"}),
        ("2:FF:-60", {"externalId": "2", "relation": "FF", "lagMinutes": -60, "elapsed": False}),
        ("2:SF:+90e", {"externalId": "2", "relation": "SF", "lagMinutes": 90, "elapsed": True}),
        ("A:7:FS", {"externalId": "A:7", "relation": "FS"}),
        ("2:XX:5", {"externalId": "2:XX:5"}),
    ],
)
def test_a_link_says_how_and_how_long_after_and_what_is_no_relation_is_part_of_the_name(
    written: str, link: dict[str, object]
) -> None:
    assert row("depends_on", written)["dependsOn"] == [link]


@pytest.mark.parametrize(
    ("header", "cell", "minutes"),
    [
        ("estimated_minutes", "90", 90),
        ("estimated_hours", "1.5", 90),
        ("estimated_hours", '"1,5"', 90),
        ("estimated_hours", "", None),
        ("estimated_hours", "many", "many"),
        ("estimated_hours", "NaN", "NaN"),
        ("estimated_hours", "Infinity", "Infinity"),
    ],
)
def test_hours_and_minutes_are_minutes_and_what_is_no_number_stays_to_be_refused(
    header: str, cell: str, minutes: object
) -> None:
    assert row(header, cell)["estimatedMinutes"] == minutes


@pytest.mark.parametrize(
    ("due", "moment"),
    [
        ("2026-03-09", "2026-03-09T23:59:00+01:00"),
        ("2026-03-29T12:00", "2026-03-29T12:00:00+02:00"),
        ("2026-03-09T08:00:00Z", "2026-03-09T08:00:00+00:00"),
        ("09/Mar/26 5:30 PM", "2026-03-09T17:30:00+01:00"),
        ("soon", "soon"),
    ],
)
def test_a_day_ends_with_its_last_minute_on_the_zones_clocks(due: str, moment: str) -> None:
    assert row("due_at", due)["dueAt"] == moment


def test_marks_that_keep_formulas_from_being_reckoned_are_taken_off_again() -> None:
    assert row("description", "'=1+1")["description"] == "=1+1"


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (b"name\nPack\n", "columns_missing"),
        (b"external_id,title,tags,tags\n1,Pack,a,b\n", "duplicate_column"),
    ],
)
def test_a_table_that_can_not_be_read_is_refused_as_a_whole(table: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_table(table, BERLIN)
    assert refused.value.code == code


def test_jira_repeats_columns_and_names_parents_by_their_numbers() -> None:
    table = (
        b"Issue key,Issue id,Summary,Parent id,Labels,Labels,Priority,Status Category,Assignee\n"
        b"MOVE-1,10,Move,,,,Highest,To Do,Rita\n"
        b"MOVE-2,11,Pack,10,books,heavy,Minor,In Progress,rita@example.com\n"
    )
    move, pack = (task.data for task in read_table(table, BERLIN).tasks)
    assert (pack["parent"], pack["tags"], pack["priority"], pack["stage"]) == (
        "MOVE-1",
        ["books", "heavy"],
        "low",
        "under_way",
    )
    assert (move["priority"], "assignee" in move, pack["assignee"]) == ("critical", False, "rita@example.com")
