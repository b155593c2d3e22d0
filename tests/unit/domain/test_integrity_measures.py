from datetime import UTC, datetime, timedelta

from shared.domain.integrity.measures import Alike, Observation, Observed, observations
from shared.domain.integrity.rules import RULES, Measure, Severity
from shared.domain.integrity.signals import Signal, SignalLog, Source
from shared.domain.integrity.summary import IntegritySummary
from shared.engines.playback.chapters import Chapter
from shared.engines.playback.edits import Edit

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ENDED = BEGAN + timedelta(minutes=60)


def at(
    seconds: float, kind: str, *, source: int = 0, size: int | None = None, question_id: str | None = None
) -> Signal:
    return Signal(at=BEGAN + timedelta(seconds=seconds), kind=kind, source=source, size=size, question_id=question_id)


def measured(*signals: Signal, lengths: dict[str, int] | None = None, **more: object) -> dict[Measure, Observation]:
    log = SignalLog.begun("attempt", at=BEGAN).with_(signals=signals, **more)
    return {each.measure: each for each in observations(Observed(ENDED, log, lengths or {}))}


def test_absences_add_up_tab_by_tab_and_one_that_lasts_ends_with_the_attempt() -> None:
    found = measured(
        at(10, "focus_lost"),
        at(15, "focus_lost", source=1),
        at(20, "focus_regained"),
        at(45, "focus_regained", source=1),
        at(3_590, "focus_lost"),
    )
    assert found[Measure.ABSENCE].value == 10 + 30 + 10
    assert found[Measure.ABSENCE].shown_by == ("signal:0", "signal:1", "signal:4")


def test_a_large_paste_soon_after_a_long_absence_is_told_with_both() -> None:
    away = at(10, "focus_lost"), at(40, "focus_regained")
    found = measured(*away, at(90, "pasted", size=100))[Measure.PASTE_AFTER_ABSENCE]
    assert (found.value, found.shown_by) == (1, ("signal:0", "signal:2"))
    for harmless in (at(90, "pasted", size=99), at(101, "pasted", size=100), at(90, "pasted")):
        assert measured(*away, harmless)[Measure.PASTE_AFTER_ABSENCE].value == 0
    short = at(10, "focus_lost"), at(39, "focus_regained")
    assert measured(*short, at(50, "pasted", size=100))[Measure.PASTE_AFTER_ABSENCE].value == 0


def test_signals_that_arrive_late_are_judged_by_when_they_happened() -> None:
    late = at(90, "pasted", size=100), at(40, "focus_regained"), at(10, "focus_lost")
    assert measured(*late)[Measure.PASTE_AFTER_ABSENCE].shown_by == ("signal:2", "signal:0")


def test_what_was_pasted_is_a_share_of_the_answer_and_never_more_than_all_of_it() -> None:
    pastes = at(1, "pasted", size=30, question_id="Q"), at(2, "pasted", size=30, question_id="other")
    assert measured(*pastes, lengths={"Q": 100})[Measure.PASTED_SHARE].value == 0.3
    assert measured(*pastes, lengths={"Q": 20})[Measure.PASTED_SHARE].value == 1
    assert Measure.PASTED_SHARE not in measured(*pastes, lengths={"Q": 0})


def test_what_never_came_is_told() -> None:
    source = Source(seat="laptop.first", sequence=9, missing=4, offset_ms=0)
    assert measured(sources=(source,))[Measure.SIGNALS_MISSING].value == 4


def test_a_burst_runs_on_over_chapters_and_a_paste_is_none() -> None:
    typed = [Edit(place * 10, place, 0, "x") for place in range(100)]
    pasted = Edit(1_000, 0, 0, "y" * 500)
    first, second = Chapter(0, "", tuple(typed[:50])), Chapter(490, "x" * 50, (*typed[50:], pasted))
    observed = Observed(ENDED, SignalLog.begun("attempt", at=BEGAN), chapters={"Q": [first, second]})
    [burst] = [each for each in observations(observed) if each.measure is Measure.TYPING_BURST]
    assert (burst.value, burst.shown_by) == (100, ("edits:Q:1",))


def test_every_measure_has_a_rule_whose_statement_can_be_said() -> None:
    assert set(RULES) == set(Measure)
    told = [Observation(measure, rule.threshold) for measure, rule in RULES.items()]
    summary = IntegritySummary.of("attempt", told, at=ENDED)
    assert len(summary.findings) == len(RULES)
    assert not any("{" in finding.statement for finding in summary.findings)
    severities = [finding.severity for finding in summary.findings]
    assert severities == sorted(severities, key=lambda each: each is Severity.NOTE)


def test_below_its_threshold_nothing_is_told() -> None:
    quiet = [Observation(measure, rule.threshold * 0.99) for measure, rule in RULES.items()]
    assert IntegritySummary.of("attempt", quiet, at=ENDED).findings == ()


def test_the_other_attempt_is_kept_beside_its_finding() -> None:
    alike = Alike("Q", "other", 0.9, ((1, 2, 3, 4),))
    summary = IntegritySummary.of(
        "attempt", [Observation(Measure.SIMILAR_SUBMISSION, 0.9, question_id="Q", alike=alike)], at=ENDED
    )
    [finding] = summary.findings
    assert summary.others == {finding.id: "other"}
    assert "other" not in finding.id
    assert "90 %" in finding.statement
