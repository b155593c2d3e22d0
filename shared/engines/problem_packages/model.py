"""A Kattis problem package as Ella understands it, whichever version of the format it was written in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from shared.engines.scoring.verdicts import Verdict


class PackageFormat(StrEnum):
    """The versions of the format; `legacy-icpc` and drafts count as the version they belong to."""

    LEGACY = "legacy"
    V2023_07 = "2023-07"
    V2025_09 = "2025-09"


class Aggregation(StrEnum):
    """How a group's points come from what is in it."""

    SUM = "sum"
    MIN = "min"
    PASS_FAIL = "pass-fail"  # noqa: S105


@dataclass(frozen=True, slots=True)
class PackageLimits:
    """Seconds and MiB; a limit that is None is the judging system's to choose.

    Without a time limit it is that of the slowest accepted submission times `time_multiplier`, rounded up to a multiple
    of `time_resolution`.
    """

    time_multiplier: Decimal
    time_resolution: Decimal = Decimal(1)
    time_seconds: Decimal | None = None
    memory_mib: int | None = None
    output_mib: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What `problem.yaml` says; `names` by natural language, `languages` None when any will do."""

    format: PackageFormat
    scoring: bool
    limits: PackageLimits
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    languages: tuple[str, ...] | None = None
    uuid: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    license: str = "unknown"
    rights_owner: str = ""
    keywords: tuple[str, ...] = ()
    custom_validation: bool | None = None  # None: as there is a validator or not
    validator_flags: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Statement:
    """The problem's text in one natural language, as Markdown, and the name it gives itself."""

    markdown: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One test. Its name is the path below `data/` without `.in`."""

    name: str
    input: bytes
    answer: bytes
    arguments: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    validator_flags: tuple[str, ...] = ()
    hint: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Tests and groups of them, each in lexicographical order; `points` is the most they can earn together."""

    name: str
    aggregation: Aggregation
    points: Decimal
    cases: tuple[Case, ...] = ()
    groups: "tuple[CaseGroup, ...]" = ()
    stops_on_reject: bool = False
    requires: tuple[str, ...] = ()

    def all_cases(self) -> Iterator[Case]:
        """Return every test in the group and the groups below it."""
        yield from self.cases
        for group in self.groups:
            yield from group.all_cases()

    def in_order(self) -> "tuple[Case | CaseGroup, ...]":
        """Return tests and groups as they are judged."""
        return tuple(sorted((*self.cases, *self.groups), key=lambda item: item.name))


@dataclass(frozen=True, slots=True)
class DefaultValidator:
    """Compare token by token; numbers within the tolerances where there are any."""

    case_sensitive: bool = False
    space_sensitive: bool = False
    absolute_tolerance: Decimal | None = None
    relative_tolerance: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CustomValidator:
    """A program that accepts with exit code 42 and rejects with 43; `language` is one of Ella's."""

    language: str
    source: bytes
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What is expected of a submission on the tests a pattern names, on all of them where it is empty.

    No verdict outside `permitted`, and at least one of `required`; no required verdicts require nothing.
    """

    permitted: frozenset[Verdict]
    required: frozenset[Verdict] = frozenset()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """An example solution; `name` is its path below `submissions/`, `language` one of Ella's."""

    name: str
    language: str
    source: bytes
    rules: tuple[Rule, ...]
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    bounds_time: bool = False
    model: bool = False

    @property
    def must_pass(self) -> bool:
        """Whether every test must be accepted."""
        return any(not rule.pattern and rule.permitted == frozenset({Verdict.AC}) for rule in self.rules)

    @property
    def must_fail(self) -> bool:
        """Whether some test must not be accepted."""
        return any(rule.required and Verdict.AC not in rule.required for rule in self.rules)


@dataclass(frozen=True, slots=True)
class ProblemPackage:
    """Everything in a package that Ella can use."""

    name: str
    settings: Settings
    statements: Mapping[str, Statement]
    sample: CaseGroup
    secret: CaseGroup
    validator: DefaultValidator | CustomValidator
    submissions: tuple[Submission, ...]
    attachments: Mapping[str, bytes] = field(default_factory=dict[str, bytes])

    def cases(self) -> tuple[Case, ...]:
        """Return every test, the samples first."""
        return (*self.sample.all_cases(), *self.secret.all_cases())
