"""From which size on an observation becomes a finding, as data.

A finding is a reason for people to look. It has no points, and nothing follows from it by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What is measured; the comments say in which unit."""

    PASTED_SHARE = "pasted_share"  # of the answer's length, 1 is all of it
    PASTE_AFTER_ABSENCE = "paste_after_absence"  # pastes
    TYPING_BURST = "typing_burst"  # characters in `BURST_SECONDS`
    ABSENCE = "absence"  # seconds
    FULL_SCREEN_LEFT = "full_screen_left"  # times
    SECOND_TAB = "second_tab"  # times
    ADDRESS_CHANGED = "address_changed"  # times
    DEVICE_CHANGED = "device_changed"  # times
    CLOCK_CHANGED = "clock_changed"  # times
    SIGNALS_MISSING = "signals_missing"  # signals
    SIMILAR_SUBMISSION = "similar_submission"  # share of the smaller program's fingerprints, 1 is all of them


class Severity(StrEnum):
    """How much there is to look at: `note` often means nothing, `look` is worth a look."""

    NOTE = "note"
    LOOK = "look"


BURST_SECONDS = 5
LONG_ABSENCE_SECONDS = 30
PASTE_WITHIN_SECONDS = 60
LARGE_PASTE = 100
"""In characters."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A measure is worth telling from `threshold` on; the statement says so, with the measured value in it."""

    threshold: float
    severity: Severity
    statement: str


RULES: Mapping[Measure, Rule] = {
    Measure.PASTED_SHARE: Rule(
        0.6,
        Severity.LOOK,
        "What was pasted into this answer amounts to {percent} % of its length. "
        "Own text that was moved counts as pasted too.",
    ),
    Measure.PASTE_AFTER_ABSENCE: Rule(
        1,
        Severity.LOOK,
        f"After the page had been out of focus for {LONG_ABSENCE_SECONDS} seconds or longer, {LARGE_PASTE} characters "
        f"or more were pasted within {PASTE_WITHIN_SECONDS} seconds: {{number}} times.",
    ),
    Measure.TYPING_BURST: Rule(
        125,
        Severity.LOOK,
        f"{{number}} single characters were entered within {BURST_SECONDS} seconds, faster than people type. "
        "Tools that complete or type text do this.",
    ),
    Measure.ABSENCE: Rule(300, Severity.NOTE, "The page was out of focus for {number} seconds in all."),
    Measure.FULL_SCREEN_LEFT: Rule(3, Severity.NOTE, "The full screen was left {number} times."),
    Measure.SECOND_TAB: Rule(1, Severity.NOTE, "The page was open in a further tab {number} times."),
    Measure.ADDRESS_CHANGED: Rule(
        1,
        Severity.NOTE,
        "The network address changed {number} times. Mobile and company networks do this by themselves.",
    ),
    Measure.DEVICE_CHANGED: Rule(1, Severity.NOTE, "The device or its browser changed {number} times."),
    Measure.CLOCK_CHANGED: Rule(1, Severity.NOTE, "The device's clock was set {number} times."),
    Measure.SIGNALS_MISSING: Rule(
        1, Severity.NOTE, "{number} signals were announced and never arrived. A poor connection does this."
    ),
    Measure.SIMILAR_SUBMISSION: Rule(
        0.6,
        Severity.LOOK,
        "This program shares {percent} % of its fingerprints with another submission to the same question. "
        "Names, comments and layout are not compared, and code that the question gave is left out.",
    ),
}
