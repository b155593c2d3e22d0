from decimal import Decimal

import pytest

from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import PackageFormat, Settings
from shared.engines.problem_packages.settings import read_settings, with_constants


def read(text: str) -> tuple[Settings, list[str]]:
    findings = Findings()
    settings = read_settings(text.encode(), findings)
    return settings, [f"{finding.severity} {finding.line}: {finding.message}" for finding in findings.listed()]


def test_a_legacy_package_needs_to_say_nothing() -> None:
    settings, problems = read("")
    assert problems == []
    assert (settings.format, settings.scoring, settings.custom_validation) == (PackageFormat.LEGACY, False, False)
    assert settings.limits.time_multiplier == 5
    assert settings.limits.time_seconds is None


def test_a_legacy_package_may_say_much() -> None:
    settings, problems = read(
        "name: 42\ntype: scoring\nauthor: A B, C D and E F\nsource: NCPC\nsource_url: https://x\nlicense: cc by\n"
        "rights_owner: G\nkeywords: graphs trees\nvalidation: custom\nvalidator_flags: a 'b c'\nuuid: u\n"
        "limits:\n  time_multiplier: 2.5\n  time_safety_margin: 3\n  memory: 512\n  output: 8\n  code: 128\n"
        "grading:\n  objective: max\n  show_test_data_groups: true\n"
    )
    assert problems == []
    assert settings.names == {"en": "42"}
    assert settings.authors == ("A B", "C D", "E F")
    assert settings.keywords == ("graphs", "trees")
    assert settings.validator_flags == ("a", "b c")
    assert settings.custom_validation is True
    assert (settings.source, settings.license, settings.rights_owner) == ("NCPC", "cc by", "G")
    assert settings.limits.time_multiplier == Decimal("2.5")
    assert (settings.limits.memory_mib, settings.limits.output_mib) == (512, 8)


def test_newer_versions_say_it_in_other_words() -> None:
    settings, problems = read(
        "problem_format_version: 2025-09\nname: {en: A, sv: B}\ntype: [scoring]\nkeywords: [one, two]\n"
        "credits:\n  authors: [A B, {name: C D, email: c@d}]\nsource: [X, {name: Y, url: https://y}]\n"
        "languages: [python3, cpp]\nlimits:\n  time_limit: 1.5\n  time_resolution: 0.5\n"
        "  time_multipliers: {ac_to_time_limit: 3, time_limit_to_tle: 2}\n"
        "constants: {n: 10, k: {value: 5, tex: five}}\n"
    )
    assert problems == []
    assert settings.format is PackageFormat.V2025_09
    assert settings.scoring
    assert settings.names == {"en": "A", "sv": "B"}
    assert settings.authors == ("A B", "C D")
    assert settings.source == "X, Y"
    assert settings.languages == ("python3", "cpp")
    assert settings.custom_validation is None
    assert settings.limits.time_seconds == Decimal("1.5")
    assert settings.limits.time_resolution == Decimal("0.5")
    assert settings.limits.time_multiplier == 3
    assert settings.constants == {"n": "10", "n.value": "10", "k": "5", "k.value": "5", "k.tex": "five"}


@pytest.mark.parametrize("version", ["2023-07", "2023-07-draft"])
def test_drafts_are_the_version_they_became(version: str) -> None:
    settings, problems = read(f"problem_format_version: {version}\nname: A\nlanguages: all\n")
    assert problems == []
    assert settings.format is PackageFormat.V2023_07
    assert settings.languages is None
    assert settings.limits.time_multiplier == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("type: interactive", "error 1: type: interactive problems are not supported"),
        ("type: [pass-fail, multi-pass]", "error 1: type: multi-pass problems are not supported"),
        ("type: pass-fail interactive", "error 1: type: interactive problems are not supported"),
        ("type: submit-answer", "error 1: type: submit-answer problems are not supported"),
        ("type: [pass-fail, scoring]", "error 1: type: pass-fail and scoring exclude each other"),
        ("type: funny", "error 1: type: 'funny' is not known"),
        ("validation: custom interactive", "error 1: validation: interactive problems are not supported"),
        ("validation: custom score", "error 1: validation: validators that give points are not supported"),
        ("validation: own", "error 1: validation: must begin with default or custom"),
        ("grading: {objective: min}", "error 1: objective: problems where fewer points are better are not supported"),
        ("limits: 5", "error 1: limits: must be a mapping"),
        ("\nlimits: {memory: 0.5}", "error 2: memory: must be a whole number"),
        ("limits: {time_limit: 1e999}", "error 1: time_limit: must be a number"),
        ("limits: {time_limit: .nan}", "error 1: time_limit: must be a number"),
        ("limits: {memory: 99999999}", "error 1: memory: must be more than 0 and at most 1048576"),
        ("name: [a]", "error 1: name: must be a text"),
        ('validator_flags: "a \'b"', "error 1: validator_flags: No closing quotation"),
        ("colour: red", "warning 1: the key 'colour' is not known"),
    ],
)
def test_what_is_wrong_or_not_supported_is_told(text: str, problem: str) -> None:
    assert read(text)[1] == [problem]


def test_an_unknown_version_is_refused_with_those_that_are_known() -> None:
    (problem,) = read("problem_format_version: 1999-01")[1]
    assert problem.startswith("error 1: problem_format_version: '1999-01' is not known; these are: legacy, ")


def test_constants_are_replaced_where_they_are_known() -> None:
    assert with_constants(b"{{n}} {{k.tex}} {{m}} {n}", {"n": "10", "k.tex": "five"}) == b"10 five {{m}} {n}"
