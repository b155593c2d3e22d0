"""`problem.yaml` in its versions."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from shared.engines.problem_packages.fields import Fields
from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import PackageFormat, PackageLimits, Settings

FILE = "problem.yaml"

_FORMATS = {
    "legacy": PackageFormat.LEGACY,
    "legacy-icpc": PackageFormat.LEGACY,
    "2023-07": PackageFormat.V2023_07,
    "2023-07-draft": PackageFormat.V2023_07,
    "2025-09": PackageFormat.V2025_09,
    "2025-09-draft": PackageFormat.V2025_09,
    "draft": PackageFormat.V2025_09,
}
_REFUSED_TYPES = ("interactive", "multi-pass", "multipass", "submit-answer")
_CONSTANT = re.compile(rb"\{\{([a-zA-Z_][a-zA-Z0-9_]*(?:\.[a-zA-Z_][a-zA-Z0-9_]*)?)\}\}")
_MOST_TIMES = Decimal(1000)
_MOST_SECONDS = Decimal(3600)
_MOST_MIB = 1 << 20


def read_settings(data: bytes, findings: Findings) -> Settings:
    """Return what the file says; what can't be used is among the findings."""
    fields = Fields.of_file(data, FILE, findings)
    version = fields.text("problem_format_version") or "legacy"
    if version not in _FORMATS:
        fields.error("problem_format_version", f"{version[:40]!r} is not known; these are: {', '.join(_FORMATS)}")
    found = _FORMATS.get(version, PackageFormat.V2025_09)
    types = _types(fields)
    settings = Settings(
        format=found,
        scoring="scoring" in types,
        limits=_limits(fields, found),
        names=_names(fields),
        languages=_languages(fields),
        uuid=fields.text("uuid") or "",
        authors=_authors(fields),
        source=", ".join(_named(each) for each in fields.tables("source")),
        license=fields.text("license") or "unknown",
        rights_owner=fields.text("rights_owner") or "",
        keywords=_keywords(fields),
        custom_validation=_custom_validation(fields, found),
        validator_flags=fields.words("validator_flags") or (),
        constants=_constants(fields),
    )
    _refuse_minimizing(fields)
    fields.ignore("source_url", "version", "embargo_until", "allow_file_writing")
    fields.warn_of_unknown()
    return settings


def with_constants(data: bytes, constants: Mapping[str, str]) -> bytes:
    """Return a text file with each `{{name}}` that is a constant replaced."""
    if not constants:
        return data
    return _CONSTANT.sub(
        lambda match: constants[name].encode() if (name := match[1].decode()) in constants else match[0], data
    )


def _types(fields: Fields) -> tuple[str, ...]:
    types = tuple(word for text in fields.texts("type") for word in text.split()) or ("pass-fail",)
    for each in types:
        if each in _REFUSED_TYPES:
            fields.error("type", f"{each} problems are not supported")
        elif each not in ("pass-fail", "scoring"):
            fields.error("type", f"{each[:40]!r} is not known")
    if {"pass-fail", "scoring"} <= set(types):
        fields.error("type", "pass-fail and scoring exclude each other")
    return types


def _custom_validation(fields: Fields, version: PackageFormat) -> bool | None:
    text = fields.text("validation")
    if text is None:
        return False if version is PackageFormat.LEGACY else None
    kind, *options = text.split() or [""]
    if kind not in ("default", "custom"):
        fields.error("validation", "must begin with default or custom")
    for option in options:
        if option == "score":
            fields.error("validation", "validators that give points are not supported")
        elif option in _REFUSED_TYPES:
            fields.error("validation", f"{option} problems are not supported")
        else:
            fields.error("validation", f"{option[:40]!r} is not known")
    return kind == "custom"


def _limits(fields: Fields, version: PackageFormat) -> PackageLimits:
    limits = fields.table("limits")
    default = Decimal(5) if version is PackageFormat.LEGACY else Decimal(2)
    if limits is None:
        return PackageLimits(default)
    factors = limits.table("time_multipliers") if limits.is_table("time_multipliers") else None
    if factors is not None:
        multiplier = _positive(factors, "ac_to_time_limit", _MOST_TIMES)
    else:
        multiplier = _positive(limits, "time_multiplier", _MOST_TIMES)
    seconds = partial(_positive, limits, most=_MOST_SECONDS)
    found = PackageLimits(
        time_multiplier=multiplier or default,
        time_resolution=seconds("time_resolution") or Decimal(1),
        time_seconds=seconds("time_limit"),
        memory_mib=_whole(limits, "memory"),
        output_mib=_whole(limits, "output"),
    )
    limits.ignore("code", "compilation_time", "compilation_memory", "validation_time", "validation_memory")
    limits.ignore("validation_output", "validation_passes", "time_safety_margin")
    limits.warn_of_unknown()
    return found


def _positive(fields: Fields, key: str, most: Decimal) -> Decimal | None:
    found = fields.number(key)
    if found is not None and not 0 < found <= most:
        fields.error(key, f"must be more than 0 and at most {most}")
        return None
    return found


def _whole(fields: Fields, key: str) -> int | None:
    found = _positive(fields, key, Decimal(_MOST_MIB))
    if found is not None and found != int(found):
        fields.error(key, "must be a whole number")
    return int(found) or 1 if found is not None else None


def _names(fields: Fields) -> dict[str, str]:
    if not fields.is_table("name"):
        name = fields.text("name")
        return {"en": name} if name else {}
    names = fields.table("name")
    return {} if names is None else {key: names.text(key) or "" for key in names.keys() if names.text(key)}


def _languages(fields: Fields) -> tuple[str, ...] | None:
    languages = fields.texts("languages")
    return None if not languages or languages == ("all",) else languages


def _keywords(fields: Fields) -> tuple[str, ...]:
    keywords = fields.texts("keywords")
    return tuple(keywords[0].split()) if len(keywords) == 1 else keywords


def _authors(fields: Fields) -> tuple[str, ...]:
    credits = fields.table("credits") if fields.is_table("credits") else None
    if credits is not None:
        return tuple(_named(each) for each in credits.tables("authors"))
    author = fields.text("author") or fields.text("credits") or ""
    return tuple(name.strip() for name in re.split(r",| and ", author) if name.strip())


def _named(item: Fields | str) -> str:
    return item if isinstance(item, str) else item.text("name") or ""


def _constants(fields: Fields) -> dict[str, str]:
    constants = fields.table("constants")
    found: dict[str, str] = {}
    for name in constants.keys() if constants is not None else ():
        variants = constants.table(name) if constants is not None and constants.is_table(name) else None
        if variants is not None:
            found |= {f"{name}.{key}": variants.text(key) or "" for key in variants.keys()}
            found[name] = variants.text("value") or ""
        elif constants is not None:
            found[name] = found[f"{name}.value"] = constants.text(name) or ""
    return found


def _refuse_minimizing(fields: Fields) -> None:
    grading = fields.table("grading")
    if grading is not None and (grading.text("objective") or "max") != "max":
        grading.error("objective", "problems where fewer points are better are not supported")
