from dataclasses import replace

from shared.engines.languages import LANGUAGES
from shared.ports.sandbox import MIB, Limits


def test_languages_are_named_as_they_are_listed() -> None:
    assert all(name == language.name for name, language in LANGUAGES.items())
    assert list(LANGUAGES) == sorted(LANGUAGES)


def test_every_language_finds_its_own_source_or_artifact() -> None:
    for language in LANGUAGES.values():
        file = language.artifact_file if language.compile else language.source_file
        assert f"/box/{file}" in " ".join(language.run)


def test_a_slow_language_gets_more_time_and_the_memory_its_runtime_needs() -> None:
    slow = replace(LANGUAGES["python"], time_factor=2.0, memory_floor_bytes=64 * MIB)
    limits = Limits(cpu_seconds=1, wall_seconds=3, memory_bytes=16 * MIB)
    granted = slow.grant(limits)
    assert (granted.cpu_seconds, granted.wall_seconds, granted.memory_bytes) == (2, 6, 64 * MIB)
    assert granted.output_bytes == limits.output_bytes


def test_what_ellas_own_installation_brings_is_shown_where_nothing_of_the_system_lies() -> None:
    shown = [inside for language in LANGUAGES.values() for inside in language.packages]
    assert shown
    assert [inside for inside in shown if not inside.startswith("/opt/")] == []


def test_whoever_prepares_something_uses_it() -> None:
    for language in LANGUAGES.values():
        uses = "/prepared" in " ".join((*(language.compile or ()), *language.run))
        assert uses == (language.prepare is not None), language.name
