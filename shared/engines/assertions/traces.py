"""Assertions about the spans of a trace."""

import math
import re
from collections.abc import Sequence
from typing import Any, cast

from shared.engines.assertions.model import InvalidAssertion, Span
from shared.engines.assertions.results import Check, Grade
from shared.engines.templates.values import is_number, to_number

_FAILURE = re.compile(r"error|failed|failure|exception|timeout|abort", re.IGNORECASE)
_FLAGS = ("error", "exception", "failed", "failure")
MAX_PATTERN = 1_000
"""Characters of a pattern of names."""


def matches(name: str, pattern: str) -> bool:
    """Tell whether a glob with `*` and `?` describes the whole name, whatever its case."""
    if len(pattern) > MAX_PATTERN:
        raise InvalidAssertion(f"a pattern has at most {MAX_PATTERN} characters")
    # Two pointers and one place to come back to: no pattern makes this explode.
    name, pattern = name.lower(), pattern.lower()
    place = step = 0
    star, resume = -1, 0
    while place < len(name):
        if step < len(pattern) and pattern[step] == "*":
            star, resume = step, place
            step += 1
        elif step < len(pattern) and pattern[step] in ("?", name[place]):
            place, step = place + 1, step + 1
        elif star >= 0:
            resume += 1
            place, step = resume, star + 1
        else:
            return False
    return pattern[step:].strip("*") == ""


def span_count(check: Check) -> Grade:
    """Decide whether between `min` and `max` spans have a name like `pattern`."""
    options = _options(check)
    pattern = options.get("pattern")
    if not isinstance(pattern, str) or not pattern:
        raise InvalidAssertion(f"{check.kind} needs a pattern in its value")
    count = len(_named(check, pattern))
    least, most = bounds(check, options)
    return check.decided(within(count, least, most), f"{count} spans are named {pattern}; min {least}, max {most}")


def span_duration(check: Check) -> Grade:
    """Decide whether the spans, or the given nearest-rank percentile of them, took at most `max` milliseconds."""
    options = _options(check)
    most, percentile = options.get("max"), options.get("percentile")
    if not is_number(most):
        raise InvalidAssertion(f"{check.kind} needs max, a number, in its value")
    if percentile is not None and not (is_number(percentile) and 0 <= percentile <= 100):
        raise InvalidAssertion("percentile must be a number from 0 to 100")
    durations = sorted(span.end - span.start for span in _named(check, _pattern(options)) if span.end is not None)
    if not durations:
        return check.decided(True, "no such span has a duration")
    rank = len(durations) if percentile is None else max(1, math.ceil(percentile / 100 * len(durations)))
    found = durations[rank - 1]
    return check.decided(
        found <= most, f"of {len(durations)} spans the one of rank {rank} took {found:g} ms, max {most:g}"
    )


def error_spans(check: Check) -> Grade:
    """Decide whether at most `max_count` (0) spans, or `max_percentage` of them, failed."""
    options: dict[str, Any] = {"max_count": check.value} if is_number(check.value) else _options(check, required=False)
    count_most, share_most = options.get("max_count"), options.get("max_percentage")
    if not all(each is None or is_number(each) for each in (count_most, share_most)):
        raise InvalidAssertion("max_count and max_percentage must be numbers")
    if count_most is None and share_most is None:
        count_most = 0
    spans = _named(check, _pattern(options))
    count = sum(map(has_failed, spans))
    share = 100 * count / len(spans) if spans else 0.0
    holds = (count_most is None or count <= count_most) and (share_most is None or share <= share_most)
    return check.decided(holds, f"{count} of {len(spans)} spans failed ({share:.1f} %)")


def has_failed(span: Span) -> bool:
    """Tell whether a span's status, attributes or message say that it failed."""
    attributes = span.attributes
    flagged = (attributes.get(name) for name in _FLAGS)
    status = attributes.get("http.status_code")
    return (
        (span.status_code is not None and (span.status_code == 2 or span.status_code >= 400))
        or any(flag is True or flag == "true" or isinstance(flag, dict | list) for flag in flagged)
        or (status is not None and to_number(status) >= 400)
        or "ERROR" in (attributes.get("otel.status_code"), attributes.get("status.code"))
        or _FAILURE.search(span.status_message) is not None
    )


def spans_of(check: Check) -> Sequence[Span]:
    """Return the trace's spans; raise InvalidAssertion where there is no trace."""
    if check.subject.spans is None:
        raise InvalidAssertion(f"{check.kind} cannot be decided: there is no trace")
    return check.subject.spans


def bounds(check: Check, options: dict[str, Any]) -> tuple[float | None, float | None]:
    """Return `min` and `max`, None where not given."""
    least, most = options.get("min"), options.get("max")
    if not all(each is None or is_number(each) for each in (least, most)):
        raise InvalidAssertion(f"{check.kind}: min and max must be numbers")
    return least, most


def within(count: int, least: float | None, most: float | None) -> bool:
    """Tell whether a count keeps its bounds."""
    return (least is None or count >= least) and (most is None or count <= most)


def _named(check: Check, pattern: str) -> list[Span]:
    return [span for span in spans_of(check) if matches(span.name, pattern)]


def _pattern(options: dict[str, Any]) -> str:
    pattern = options.get("pattern") or "*"
    if not isinstance(pattern, str):
        raise InvalidAssertion("pattern must be a text")
    return pattern


def _options(check: Check, *, required: bool = True) -> dict[str, Any]:
    if isinstance(check.value, dict):
        return cast("dict[str, Any]", check.value)
    if check.value is None and not required:
        return {}
    raise InvalidAssertion(f"{check.kind} needs an object as its value")
