"""Weighted shortest job first."""

import pytest

from shared.engines.prioritisation import Job, ranked


def test_of_two_alike_the_shorter_goes_first() -> None:
    found = ranked([Job("long", 2, 600), Job("short", 2, 60)], {})
    assert [each.id for each in found] == ["short", "long"]
    assert found[0].score == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize(("days", "points"), [(-3, 20), (0, 20), (1.5, 13), (7, 8), (30, 3), (91, 1), (None, 1)])
def test_the_nearer_the_day_the_more_urgent(days: float | None, points: int) -> None:
    [found] = ranked([Job("a", 0, 60, days)], {})
    assert found.time_criticality == points


def test_what_waits_counts_one_behind_another_and_only_what_is_open() -> None:
    jobs = [Job(each, 1, 60) for each in "abc"]
    found = {each.id: each.waiting for each in ranked(jobs, {"a": ["b"], "b": ["c", "done"], "c": []})}
    assert found == {"a": 2, "b": 1, "c": 0}


def test_what_has_no_size_is_as_large_as_the_middle_one() -> None:
    found = {each.id: each for each in ranked([Job("a", 1, 60), Job("b", 1, 120), Job("c", 1, 600), Job("d", 1)], {})}
    assert (found["d"].hours, found["d"].estimated) == (2, False)
    assert ranked([Job("alone", 1)], {})[0].hours == 8


def test_a_value_of_its_own_stands_in_place_of_the_prioritys() -> None:
    assert [each.value for each in ranked([Job("a", 3, 60, value=1)], {})] == [1]


def test_the_critical_path_is_as_urgent_as_a_week() -> None:
    found = {
        each.id: each.time_criticality for each in ranked([Job("a", 1, critical=True), Job("b", 1, 0, 1, True)], {})
    }
    assert found == {"a": 8, "b": 13}
