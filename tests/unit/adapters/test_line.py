"""Who is served next."""

from shared.adapters.bubblewrap.line import IMPATIENT_EVERY, PATIENCE_SECONDS, Line, Ticket
from shared.ports.sandbox import Priority

INTERACTIVE, BULK = Priority


def serve(line: Line[str], now: float = 0.0) -> Ticket[str]:
    ticket = line.next(now)
    assert ticket
    return ticket


def serve_all(line: Line[str], now: float = 0.0) -> list[str]:
    """What is served one at a time."""
    served: list[str] = []
    while ticket := line.next(now):
        served.append(ticket.work)
        line.finish(ticket)
    return served


def test_nobody_is_served_where_nobody_waits() -> None:
    assert Line[str]().next(0.0) is None


def test_a_submission_is_served_in_its_order() -> None:
    line = Line[str]()
    for work in "abc":
        line.join(work, 1, BULK, 0.0)
    assert serve_all(line) == ["a", "b", "c"]


def test_a_large_submission_does_not_hold_up_a_small_one() -> None:
    line = Line[str]()
    line.enter("large", INTERACTIVE, 100)
    for number in range(100):
        line.join(f"large {number}", "large", INTERACTIVE, 0.0)
    line.finish(serve(line))
    line.enter("small", INTERACTIVE, 2)
    for number in range(2):
        line.join(f"small {number}", "small", INTERACTIVE, 0.0)
    assert serve_all(line)[:2] == ["small 0", "small 1"]


def test_what_has_begun_is_finished_before_its_like() -> None:
    line = Line[str]()
    for name in ("a", "b"):
        line.enter(name, INTERACTIVE, 3)
        line.join(f"{name} 0", name, INTERACTIVE, 0.0)
    line.finish(serve(line))
    for work in ("a 1", "a 2"):  # nothing of it waited meanwhile
        line.join(work, "a", INTERACTIVE, 0.0)
    assert serve_all(line) == ["a 1", "a 2", "b 0"]


def test_what_a_submission_will_only_ask_for_counts_as_well() -> None:
    line = Line[str]()
    for name, size in (("large", 100), ("small", 2)):
        line.enter(name, INTERACTIVE, size)
        line.join(name, name, INTERACTIVE, 0.0)
    assert serve(line).work == "small"


def test_a_place_that_was_given_up_is_forgotten() -> None:
    line = Line[str]()
    line.enter("a", INTERACTIVE, 1)
    ticket = line.join("a", "a", INTERACTIVE, 0.0)
    line.exit("a")
    assert serve(line) is ticket
    line.finish(ticket)
    line.enter("a", INTERACTIVE, 1)
    assert line.next(0.0) is None


def test_newcomers_do_not_hold_up_a_large_submission_for_ever() -> None:
    line = Line[str]()
    line.enter("large", INTERACTIVE, 10)
    for _ in range(10):
        line.join("large", "large", INTERACTIVE, 0.0)
    served: list[str] = []
    for number in range(40):
        now = PATIENCE_SECONDS + number
        line.join("new", number, INTERACTIVE, now)
        ticket = serve(line, now)
        served.append(ticket.work)
        line.finish(ticket)
    assert served.count("large") == 40 // IMPATIENT_EVERY


def test_who_watches_goes_before_work_in_bulk() -> None:
    line = Line[str]()
    line.join("bulk", 1, BULK, 0.0)
    line.join("watched", 2, INTERACTIVE, 1.0)
    line.join("watched", 3, INTERACTIVE, 1.0)
    assert serve_all(line, 1.0) == ["watched", "watched", "bulk"]


def test_work_in_bulk_is_served_in_the_end() -> None:
    line = Line[str]()
    line.join("bulk", "bulk", BULK, 0.0)
    served: list[str] = []
    while "bulk" not in served:
        now = float(len(served))
        line.join("watched", now, INTERACTIVE, now)
        ticket = serve(line, now)
        served.append(ticket.work)
        line.finish(ticket)
    assert PATIENCE_SECONDS <= len(served) - 1 < PATIENCE_SECONDS + IMPATIENT_EVERY


def test_who_leaves_is_not_served() -> None:
    line = Line[str]()
    kept, left = (line.join(work, 1, INTERACTIVE, 0.0) for work in ("kept", "left"))
    line.leave(left)
    assert serve(line) is kept
    line.leave(kept)
    line.finish(kept)
    assert line.next(0.0) is None
