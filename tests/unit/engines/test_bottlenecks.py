"""Who holds up a plan."""

from shared.engines.bottlenecks import Queued, bottlenecks


def test_the_busier_of_two_alike_comes_first() -> None:
    queue = [Queued("ann", "a", 0.5, 3), Queued("bob", "b", 0.5, 3)]
    found = bottlenecks(queue, {"ann": (100, 200), "bob": (180, 200)})
    assert [(each.person, each.score) for each in found] == [("bob", 1.8), ("ann", 1.0)]


def test_what_is_begun_waits_no_more() -> None:
    [found] = bottlenecks([Queued("ann", "a", 1, None), Queued("ann", "b", 0, 4)], {"ann": (150, 100)})
    assert (found.tasks, found.waiting, found.queue_days, found.criticality) == (2, 1, 4, 0.5)
    assert (found.utilisation, found.most_critical, found.score) == (1.5, "a", 3.75)


def test_who_has_nothing_critical_or_nothing_planned_holds_up_nothing() -> None:
    queue = [Queued("ann", "a", 0, 9), Queued("bob", "b", 1, 9), Queued("cat", "c", 1, 9)]
    assert bottlenecks(queue, {"ann": (1, 1), "bob": (0, 10), "cat": (1, 0)}) == []
