"""What the handbook says of dependencies that are down is shown by tests that are there."""

import re

import pytest

from shared.runtime.entry_points import ROOT

HERE = (ROOT / "tests" / "contract" / "test_dependencies_down.py").read_text()


def rows() -> list[tuple[str, str]]:
    """Return what may be down, and by what the row says that this is shown."""
    section = (ROOT / "docs" / "operations.md").read_text().split("## When a dependency is down")[1].split("\n## ")[0]
    cells = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")]
    return [(each[0], each[-1]) for each in cells[1:]]


def test_the_table_names_what_ella_rests_on() -> None:
    named = " ".join(down for down, _ in rows())
    assert all(each in named for each in ("Redis", "mail", "models", "Stripe", "Storage", "Pub/Sub", "Firestore"))


@pytest.mark.parametrize(("down", "shown_by"), rows())
def test_each_row_is_shown_by_tests_that_are_there(down: str, shown_by: str) -> None:
    named = re.findall(r"`([^`]+)`", shown_by)
    assert named, f"nothing shows what happens without {down}"
    for each in named:
        found = (ROOT / each).is_file() if "/" in each else f"async def {each.removesuffix('…')}" in HERE
        assert found, f"{each} is not there"
