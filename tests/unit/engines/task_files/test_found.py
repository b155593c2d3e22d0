from zoneinfo import ZoneInfo

import pytest

from shared.engines.task_files.found import MAX_TASKS, moment_text, require_few
from shared.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "day_ends", "moment"),
    [
        ("2026-03-02", False, "2026-03-02T00:00:00+01:00"),
        ("2026-03-02", True, "2026-03-02T23:59:00+01:00"),
        ("2026-03-02T10:00", True, "2026-03-02T10:00:00+01:00"),
        ("2026-03-29T02:30", False, "2026-03-29T02:30:00+01:00"),
        ("9999-12-31T23:59:59-14:00", False, "9999-12-31T23:59:59-14:00"),
        ("2026-02-30", False, "2026-02-30"),
    ],
)
def test_a_moment_without_an_offset_is_on_the_zones_clocks(text: str, day_ends: bool, moment: str) -> None:
    assert moment_text(text, ZoneInfo("Europe/Berlin"), day_ends=day_ends) == moment


def test_a_file_holds_so_many_tasks_and_no_more() -> None:
    require_few(MAX_TASKS)
    with pytest.raises(InvalidInput, match="split it"):
        require_few(MAX_TASKS + 1)
