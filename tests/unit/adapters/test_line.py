"""Who is served next."""

from shared.adapters.bubblewrap.line import PATIENCE_SECONDS, Line, Ticket
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
    for number in range(100):
        line.join(f"large {number}", "large", INTERACTIVE, 0.0)
    for number in range(2):
        line.join(f"small {number}", "small", INTERACTIVE, 0.0)
    assert {"small 0", "small 1"} <= set(serve_all(line)[:4])


def test_the_submission_with_the_fewest_running_goes_first() -> None:
    line = Line[str]()
    for work in ("a1", "a2", "a3"):
        line.join(work, "a", INTERACTIVE, 0.0)
    first, _ = serve(line), serve(line)
    line.join("b1", "b", INTERACTIVE, 0.0)
    line.finish(first)
    assert serve(line).work == "b1", "a has one running"


def test_newcomers_do_not_hold_up_a_submission_that_waits() -> None:
    line = Line[str]()
    line.join("old", "old", INTERACTIVE, 0.0)
    served: list[str] = []
    for number in range(3):
        line.join("new", number, INTERACTIVE, 0.0)
        ticket = serve(line)
        served.append(ticket.work)
        line.finish(ticket)
    assert "old" in served


def test_who_watches_goes_before_work_in_bulk() -> None:
    line = Line[str]()
    line.join("bulk", 1, BULK, 0.0)
    line.join("watched", 2, INTERACTIVE, 1.0)
    line.join("watched", 3, INTERACTIVE, 1.0)
    assert serve_all(line, 1.0) == ["watched", "watched", "bulk"]


def test_work_in_bulk_is_served_in_the_end() -> None:
    line = Line[str]()
    line.join("bulk", "bulk", BULK, 0.0)
    for second in range(int(PATIENCE_SECONDS)):
        line.join("watched", second, INTERACTIVE, float(second))
        ticket = serve(line, float(second))
        assert ticket.work == "watched"
        line.finish(ticket)
    line.join("watched", "late", INTERACTIVE, PATIENCE_SECONDS)
    assert serve(line, PATIENCE_SECONDS).work == "bulk"


def test_who_leaves_is_not_served() -> None:
    line = Line[str]()
    kept, left = (line.join(work, 1, INTERACTIVE, 0.0) for work in ("kept", "left"))
    line.leave(left)
    assert serve(line) is kept
    line.leave(kept)
    line.finish(kept)
    assert line.next(0.0) is None
