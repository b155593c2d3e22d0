"""How many calls at once, on a clock that is simulated."""

import heapq
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.model_calls.concurrency import Aimd, Window


@dataclass
class Simulation:
    """A provider that takes so many calls at once, each a second long, and a caller that always has more."""

    capacity: int
    retry_after: float | None = None
    window: Window = field(default_factory=Window.opened)
    now: float = 0.0
    answered: int = 0
    refused: int = 0
    early: int = 0
    running: list[tuple[float, float, bool]] = field(default_factory=list)

    def run(self, seconds: float) -> None:
        end = self.now + seconds
        closed_until = float("-inf")
        while self.now < end:
            while (wait := self.window.wait(self.now)) == 0:
                self.early += self.now < closed_until
                served = sum(taken for *_, taken in self.running) < self.capacity
                self.window = self.window.started()
                heapq.heappush(self.running, (self.now + (1.0 if served else 0.05), self.now, served))
            if wait is not None and (not self.running or self.now + wait < self.running[0][0]):
                self.now += wait
                continue
            self.now, started_at, served = heapq.heappop(self.running)
            if served:
                self.answered += 1
                self.window = self.window.succeeded()
            else:
                self.refused += 1
                closed_until = max(closed_until, self.now + (self.retry_after or 0))
                self.window = self.window.refused(started_at=started_at, at=self.now, retry_after=self.retry_after)


@pytest.mark.parametrize("capacity", [1, 3, 10, 40])
def test_a_window_finds_what_the_provider_takes(capacity: int) -> None:
    simulation = Simulation(capacity, retry_after=0.5)
    simulation.run(600)
    share = simulation.answered / (600 * capacity)
    assert share > 0.6
    assert simulation.refused / (simulation.answered + simulation.refused) < 0.4 / capacity + 0.05
    assert simulation.early == 0


def test_a_provider_that_takes_everything_is_asked_as_much_as_is_allowed() -> None:
    simulation = Simulation(1_000)
    simulation.run(400)
    assert (simulation.refused, simulation.window.limit) == (0, Aimd().highest)


def test_a_window_follows_a_provider_that_takes_less_and_then_more() -> None:
    simulation = Simulation(32)
    simulation.run(200)
    simulation.capacity = 4
    simulation.run(100)
    assert simulation.window.limit < 8
    simulation.capacity = 32
    simulation.run(300)
    assert simulation.window.limit > 14


def test_one_wave_of_refusals_narrows_the_window_once() -> None:
    window = Window.opened(Aimd(start=16))
    for _ in range(16):
        window = window.started()
    for number in range(16):
        window = window.refused(started_at=0.0, at=1.0 + number / 100)
    assert (window.limit, window.in_flight) == (8.0, 0)
    window = window.started().refused(started_at=3.0, at=3.5)
    assert window.limit == 4.0


def test_nothing_starts_before_the_provider_said() -> None:
    window = Window.opened().started().refused(started_at=0.0, at=10.0, retry_after=7.0)
    assert [window.wait(at) for at in (10.0, 16.5, 17.0, 20.0)] == [7.0, 0.5, 0.0, 0.0]
    shorter = window.started().refused(started_at=11.0, at=11.0, retry_after=1.0)
    assert shorter.wait(12.0) == 5.0


def test_a_window_that_is_not_filled_gets_no_wider() -> None:
    window = Window.opened()
    for _ in range(100):
        window = window.started().succeeded()
    assert window.limit == Aimd().start


@given(st.lists(st.sampled_from(["start", "succeed", "fail", "refuse"]), max_size=200))
def test_a_window_stays_within_its_rules_whatever_happens(happened: list[str]) -> None:
    window = Window.opened()
    for second, what in enumerate(happened):
        if what == "start":
            if window.wait(float("inf")) is not None:
                window = window.started()
        elif window.in_flight:
            at = float(second)
            window = {"succeed": window.succeeded, "fail": window.failed}.get(
                what, lambda at=at, window=window: window.refused(started_at=at, at=at)
            )()
        assert window.rules.lowest <= window.limit <= window.rules.highest
        assert window.in_flight >= 0


@pytest.mark.parametrize(
    "rules", [{"start": 0.5}, {"highest": 2.0}, {"decrease": 1.0}, {"pause": -1.0}, {"increase": 0.0}]
)
def test_rules_that_mean_nothing_are_refused(rules: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="window"):
        Aimd(**rules)
