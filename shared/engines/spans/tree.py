"""A trace's spans as a tree, whatever is missing, late, double or turned in a circle."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from shared.engines.spans.model import Span


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a waterfall: a span, how deep it lies, and when it begins after the trace does.

    `parent_id` is where it hangs; it differs from the span's own where that parent is unknown, or lies below the span.
    """

    span: Span
    depth: int
    offset_nanos: int
    parent_id: str | None


def rows_of(spans: Iterable[Span]) -> list[Row]:
    """Return the rows of a trace, each span below its parent and after its elder siblings.

    Of spans with the same id the last one given counts.
    """
    known = {span.span_id: span for span in spans}
    if not known:
        return []
    parents = _parents(known)
    children: defaultdict[str | None, list[Span]] = defaultdict(list)
    for span in sorted(known.values(), key=lambda span: (span.start_nanos, span.span_id)):
        children[parents[span.span_id]].append(span)
    begun = min(span.start_nanos for span in known.values())
    rows: list[Row] = []
    waiting = [(span, 0) for span in reversed(children[None])]
    while waiting:
        span, depth = waiting.pop()
        rows.append(Row(span, depth, span.start_nanos - begun, parents[span.span_id]))
        waiting += [(child, depth + 1) for child in reversed(children[span.span_id])]
    return rows


def _parents(known: dict[str, Span]) -> dict[str, str | None]:
    """Return each span's parent, None where it is unknown; a circle is opened at its earliest span."""
    parents = {id: span.parent_id if span.parent_id in known else None for id, span in known.items()}
    checked: set[str] = set()
    for id in known:
        path: list[str] = []
        on_path: set[str] = set()
        at: str | None = id
        while at is not None and at not in checked and at not in on_path:
            path.append(at)
            on_path.add(at)
            at = parents[at]
        if at is not None and at in on_path:
            circle = path[path.index(at) :]
            parents[min(circle, key=lambda each: (known[each].start_nanos, each))] = None
        checked |= on_path
    return parents
