"""Example solutions, each with what is expected of it."""

from collections.abc import Mapping

from shared.engines.problem_packages.expectations import FILE, Expectations
from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import Settings, Submission
from shared.engines.problem_packages.programs import Unusable, program
from shared.engines.problem_packages.settings import with_constants

FOLDER = "submissions/"


def read_submissions(files: Mapping[str, bytes], settings: Settings, findings: Findings) -> tuple[Submission, ...]:
    """Return the submissions that can be run, in lexicographical order; one accepted is needed."""
    expectations = Expectations(files.get(FILE), settings.format, findings)
    found: list[Submission] = []
    for name, parts in programs_below(files, FOLDER).items():
        if not expectations.known(name):
            findings.warning(FOLDER + name, "passed over: nothing is known of what to expect from this folder")
            continue
        expected = expectations.of(name)
        try:
            whole = program(
                {file: with_constants(data, settings.constants) for file, data in parts.items()},
                language=expected.language,
                entry=expected.entry,
            )
        except Unusable as why:
            findings.warning(FOLDER + name, f"passed over: {why}")
            continue
        found.append(
            Submission(
                name=name,
                language=whole.language,
                source=whole.source,
                rules=expected.rules,
                files=whole.files,
                bounds_time=expected.bounds_time,
                model=expected.model,
            )
        )
    if not any(submission.must_pass for submission in found):
        findings.error(FOLDER + "accepted", "there is no accepted submission that can be run")
    return tuple(found)


def programs_below(files: Mapping[str, bytes], folder: str) -> dict[str, dict[str, bytes]]:
    """Return the files of each program two levels below a folder, by its path: a file alone, or a folder's."""
    found: dict[str, dict[str, bytes]] = {}
    for path in sorted(path for path in files if path.startswith(folder)):
        parts = path.removeprefix(folder).split("/", 2)
        if len(parts) > 1:
            found.setdefault("/".join(parts[:2]), {})[parts[-1]] = files[path]
    return found
