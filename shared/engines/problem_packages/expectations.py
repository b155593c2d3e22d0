"""What a submission's folder, and `submissions.yaml`, promise of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from shared.engines.problem_packages.fields import Fields
from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import PackageFormat, Rule
from shared.engines.problem_packages.yaml_nodes import Table
from shared.engines.scoring.verdicts import Verdict

FILE = "submissions/submissions.yaml"

VERDICTS: Mapping[str, frozenset[Verdict]] = {
    "AC": frozenset({Verdict.AC}),
    "WA": frozenset({Verdict.WA, Verdict.OLE}),
    "TLE": frozenset({Verdict.TLE}),
    "RTE": frozenset({Verdict.RE, Verdict.MLE}),
}
"""Ella's verdicts by the format's four: too much output is wrong output, and running out of memory is a crash."""

_MAX_ALTERNATIVES = 64


def verdicts(*names: str) -> frozenset[Verdict]:
    """Return Ella's verdicts for some of the format's."""
    return frozenset[Verdict]().union(*(VERDICTS[name] for name in names))


ANY = verdicts(*VERDICTS)
_REJECTED = ANY - verdicts("AC")
_PARTIAL = (Rule(ANY, _REJECTED), Rule(ANY, verdicts("AC")))

_LEGACY_RULES: Mapping[str, tuple[Rule, ...]] = {
    "accepted": (Rule(verdicts("AC")),),
    "partially_accepted": _PARTIAL,
    "rejected": (Rule(ANY, _REJECTED),),
    "run_time_error": (Rule(ANY, verdicts("RTE")),),
    "time_limit_exceeded": (Rule(verdicts("AC", "WA", "TLE"), verdicts("TLE")),),
    "wrong_answer": (Rule(verdicts("AC", "WA"), verdicts("WA")),),
}
_RULES: Mapping[str, tuple[Rule, ...]] = {
    "accepted": (Rule(verdicts("AC")),),
    "brute_force": (Rule(verdicts("AC", "RTE", "TLE"), verdicts("RTE", "TLE")),),
    "partially_accepted": _PARTIAL,
    "rejected": (Rule(ANY, _REJECTED),),
    "run_time_error": (Rule(verdicts("AC", "RTE"), verdicts("RTE")),),
    "time_limit_exceeded": (Rule(verdicts("AC", "TLE"), verdicts("TLE")),),
    "wrong_answer": (Rule(verdicts("AC", "WA"), verdicts("WA")),),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of one submission beside its files."""

    rules: tuple[Rule, ...]
    language: str = ""
    entry: str = ""
    model: bool = False
    bounds_time: bool = False


class Expectations:
    """The rules of a package's folders and those `submissions.yaml` adds."""

    def __init__(self, data: bytes | None, version: PackageFormat, findings: Findings) -> None:
        self._folders = dict(_LEGACY_RULES if version is PackageFormat.LEGACY else _RULES)
        empty = Fields(Table({}, 1), FILE, findings)
        self._fields = Fields.of_file(data, FILE, findings) if data is not None else empty
        self._entries: list[tuple[str, Fields]] = []
        for pattern in self._fields.keys():
            if (entry := self._fields.table(pattern)) is not None:
                self._entries.append((pattern, entry))
                for key in ("score", "message"):
                    if entry.has(key):
                        findings.warning(FILE, f"{key}: what is expected here is not checked", entry.line(key))
        for pattern, entry in self._entries:
            if "/" not in pattern and (known := self._folders.get(pattern)) is not None:
                self._folders[pattern] = tuple(_rules(entry, "", known[0]))

    def known(self, name: str) -> bool:
        """Tell whether anything is expected of a submission, by its path below `submissions/`."""
        return name.partition("/")[0] in self._folders or any(matches(pattern, name) for pattern, _ in self._entries)

    def of(self, name: str) -> Expected:
        """Return what is expected of a submission, by its path below `submissions/`."""
        folder = name.partition("/")[0]
        rules = list(self._folders.get(folder, ()))
        bounds_time = folder == "accepted"
        language, entry_point, model = "", "", False
        for pattern, entry in self._entries:
            if not matches(pattern, name):
                continue
            language = entry.text("language") or language
            entry_point = entry.text("entrypoint") or entry_point
            model = entry.flag("model_solution") or model
            bounds_time = bounds_time and entry.text("use_for_time_limit") != "false"
            if pattern not in self._folders:
                rules.extend(_rules(entry, "", None))
            rules.extend(_rules_of_parts(entry))
        return Expected(tuple(rules), language, entry_point, model, bounds_time)


def matches(pattern: str, path: str) -> bool:
    """Tell whether a pattern names a path or a folder it lies in; `*` stays within one name, `{a,b}` are choices."""
    parts = path.split("/")
    for choice in _alternatives(pattern):
        wanted = choice.split("/")
        if len(wanted) <= len(parts) and all(map(fnmatchcase, parts, (_plain(each) for each in wanted))):
            return True
    return False


def _plain(pattern: str) -> str:
    """Return a pattern in which only `*` is special."""
    return pattern.replace("[", "[[]").replace("?", "[?]")


def _alternatives(pattern: str) -> Sequence[str]:
    found = [pattern]
    while len(found) <= _MAX_ALTERNATIVES:
        brace = next((match for each in found if (match := re.search(r"\{([^{}]*)\}", each))), None)
        if brace is None:
            return found
        whole = brace.string
        found.remove(whole)
        found += [whole[: brace.start()] + choice + whole[brace.end() :] for choice in brace[1].split(",")]
    return found[:_MAX_ALTERNATIVES]


def _rules(entry: Fields, pattern: str, default: Rule | None) -> Iterator[Rule]:
    """Return the rule of a mapping, if it makes one; what it leaves out is the default's."""
    if not entry.has("permitted") and not entry.has("required"):
        if default is not None:
            yield default
        return
    base = default or Rule(ANY)
    yield Rule(
        permitted=_named(entry, "permitted") or base.permitted,
        required=_named(entry, "required") or base.required,
        pattern=pattern,
    )


def _rules_of_parts(entry: Fields) -> Iterator[Rule]:
    """Return the rules for some of the tests only, whose mappings lie under the tests' patterns."""
    for pattern in entry.keys():
        part = entry.table(pattern) if entry.is_table(pattern) and pattern != "authors" else None
        if part is not None:
            yield from _rules(part, pattern, None)


def _named(entry: Fields, key: str) -> frozenset[Verdict]:
    names = entry.texts(key)
    for name in names:
        if name not in VERDICTS:
            entry.error(key, f"{name[:20]!r} is not among {', '.join(VERDICTS)}")
    return verdicts(*(name for name in names if name in VERDICTS))
