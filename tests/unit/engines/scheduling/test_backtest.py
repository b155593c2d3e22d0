"""Past forecasts replayed: steady work meets all of them, work that slows down few."""

from shared.engines.scheduling.backtest import replay


def test_steady_work_meets_every_forecast() -> None:
    found = replay([2] * 100, seed=1)
    assert (found.replayed, found.undecided) == (9, 2)
    assert set(found.met.values()) == {1.0}


def test_work_that_slows_down_breaks_its_forecasts() -> None:
    found = replay([4] * 28 + [1] * 84, seed=1)
    assert found.met[95] < 0.8


def test_work_that_stops_has_broken_what_was_due_before_the_end() -> None:
    found = replay([3] * 28 + [0] * 56, seed=1)
    assert found.replayed > 0
    assert found.met[95] < 1


def test_too_short_a_history_replays_nothing() -> None:
    assert replay([1] * 28, seed=1).replayed == 0
    assert replay([0] * 200, seed=1).met == {}
