"""A problem package from the bytes of its archive."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.engines.problem_packages.archive import LIMITS, Archive, ArchiveLimits, read_archive
from shared.engines.problem_packages.findings import Finding, Findings
from shared.engines.problem_packages.model import ProblemPackage
from shared.engines.problem_packages.settings import FILE, read_settings
from shared.engines.problem_packages.statements import read_statements
from shared.engines.problem_packages.submissions import read_submissions
from shared.engines.problem_packages.testdata import read_testdata
from shared.engines.problem_packages.validators import read_validator

_UNSUPPORTED = {
    "graders/": "graders of one's own are not supported",
    "include/": "files that are included with every submission are not supported",
    "static_validator/": "static validators are not supported",
}
_INPUT_VALIDATORS = ("input_validators", "input_format_validators")
_ATTACHMENTS = "attachments/"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: no package when there is an error among the findings."""

    package: ProblemPackage | None
    findings: tuple[Finding, ...]


def read_package(data: bytes, limits: ArchiveLimits = LIMITS) -> Reading:
    """Return the package in a ZIP archive, or everything that is wrong with it; raise nothing, whatever the bytes."""
    findings = Findings()
    archive = read_archive(data, findings, limits)
    if not findings.refused and FILE not in archive.files:
        findings.error("", f"there is no {FILE} in the archive, or in the single folder in it")
    if findings.refused:
        return Reading(None, findings.listed())
    package = _package(archive, findings)
    return Reading(None if findings.refused else package, findings.listed())


def _package(archive: Archive, findings: Findings) -> ProblemPackage:
    files = archive.files
    settings = read_settings(files[FILE], findings)
    _note_what_is_not_used(files, findings)
    sample, secret = read_testdata(files, settings, findings)
    cases = (*sample.all_cases(), *secret.all_cases())
    return ProblemPackage(
        name=archive.name,
        settings=settings,
        statements=read_statements(files, settings.constants, findings),
        sample=sample,
        secret=secret,
        validator=read_validator(files, settings, cases, findings),
        submissions=read_submissions(files, settings, findings),
        attachments={
            path.removeprefix(_ATTACHMENTS): data for path, data in files.items() if path.startswith(_ATTACHMENTS)
        },
    )


def _note_what_is_not_used(files: Mapping[str, bytes], findings: Findings) -> None:
    for prefix, message in _UNSUPPORTED.items():
        if any(path.startswith(prefix) for path in files):
            findings.error(prefix, message)
    if any(path.partition("/")[0] in _INPUT_VALIDATORS for path in files):
        findings.warning("input_validators", "input validators are not run: the tests are taken as they are")
