"""How output is judged: by the default validator and its flags, or by a program of the package's own."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from shared.engines.problem_packages.fields import number
from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import Case, CustomValidator, DefaultValidator, Settings
from shared.engines.problem_packages.programs import Unusable, in_one_file, program
from shared.engines.problem_packages.settings import FILE, with_constants

FOLDERS = ("output_validator", "output_validators")

_LEAST = Decimal("1e-18")
_TOLERANCES = ("float_tolerance", "float_absolute_tolerance", "float_relative_tolerance")


def read_validator(
    files: Mapping[str, bytes], settings: Settings, cases: Sequence[Case], findings: Findings
) -> DefaultValidator | CustomValidator:
    """Return the one validator of all tests."""
    flags = _flags(settings, cases, findings)
    own = {path: data for path, data in files.items() if path.partition("/")[0] in FOLDERS}
    custom = settings.custom_validation if settings.custom_validation is not None else bool(own)
    if not custom:
        if own:
            findings.warning(min(own), "passed over: problem.yaml asks for the default validator")
        return _default(flags, findings)
    if not own:
        findings.error(FILE, f"validation: there is no validator in {FOLDERS[0]}/ or {FOLDERS[1]}/")
        return DefaultValidator()
    return _custom(own, settings, flags, findings) or DefaultValidator()


def _flags(settings: Settings, cases: Sequence[Case], findings: Findings) -> tuple[str, ...]:
    several = sorted({case.validator_flags for case in cases})
    if len(several) > 1:
        findings.error("data", f"tests with different validator flags are not supported: {several[0]}, {several[1]}")
    return (*settings.validator_flags, *(several[0] if several else ()))


def _default(flags: Sequence[str], findings: Findings) -> DefaultValidator:
    switches: set[str] = set()
    tolerances: dict[str, Decimal] = {}
    words = iter(flags)
    for word in words:
        if word in _TOLERANCES:
            value = number(next(words, ""))
            if value is None or (value and not _LEAST <= value <= 1):
                findings.error(FILE, f"the validator flag {word} needs a number between 0 and 1")
            else:
                tolerances[word] = value
        elif word in ("case_sensitive", "space_change_sensitive"):
            switches.add(word)
        else:
            findings.error(FILE, f"the validator flag {word[:60]!r} is not known")
    both = tolerances.get("float_tolerance")
    return DefaultValidator(
        case_sensitive="case_sensitive" in switches,
        space_sensitive="space_change_sensitive" in switches,
        absolute_tolerance=tolerances.get("float_absolute_tolerance", both),
        relative_tolerance=tolerances.get("float_relative_tolerance", both),
    )


def _custom(
    own: Mapping[str, bytes], settings: Settings, flags: tuple[str, ...], findings: Findings
) -> CustomValidator | None:
    programs = _programs(own)
    first = min(programs)
    if len(programs) > 1:
        findings.error(first, f"several validators are not supported; there is also {max(programs)}")
        return None
    files = {name: with_constants(data, settings.constants) for name, data in programs[first].items()}
    try:
        whole = in_one_file(program(files))
    except Unusable as why:
        findings.error(first, str(why))
        return None
    return CustomValidator(whole.language, whole.source, flags)


def _programs(own: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """Return each validator's files: the singular folder is the validator, unless a folder in it is."""
    found: dict[str, dict[str, bytes]] = {}
    for path in sorted(own):
        folder, *parts = path.split("/")
        alone = folder == FOLDERS[0] and len(parts) == 1
        where = folder if alone else f"{folder}/{parts[0]}"
        found.setdefault(where, {})["/".join(parts[1:]) if len(parts) > 1 else parts[0]] = own[path]
    return found
