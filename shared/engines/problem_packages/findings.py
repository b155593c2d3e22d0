"""What is wrong with a package, said where it is."""

from dataclasses import dataclass
from enum import StrEnum

MAX_FINDINGS = 200
_LONGEST = 400


class Severity(StrEnum):
    """An error refuses the package; a warning says what it is taken without."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: in which file, empty for the archive itself, and in which line, counted from 1."""

    severity: Severity
    path: str
    message: str
    line: int | None = None


class Findings:
    """Collect what is found while a package is read, each thing once, at most `MAX_FINDINGS` of either severity."""

    def __init__(self) -> None:
        self._found: dict[Severity, dict[Finding, None]] = {severity: {} for severity in Severity}

    @property
    def refused(self) -> bool:
        """Whether there was an error."""
        return bool(self._found[Severity.ERROR])

    def error(self, path: str, message: str, line: int | None = None) -> None:
        """Add what the package is refused for."""
        self._add(Finding(Severity.ERROR, path, message[:_LONGEST], line))

    def warning(self, path: str, message: str, line: int | None = None) -> None:
        """Add what the package is taken without."""
        self._add(Finding(Severity.WARNING, path, message[:_LONGEST], line))

    def listed(self) -> tuple[Finding, ...]:
        """Return what was found, errors before warnings."""
        return (*self._found[Severity.ERROR], *self._found[Severity.WARNING])

    def _add(self, finding: Finding) -> None:
        found = self._found[finding.severity]
        if len(found) < MAX_FINDINGS:
            found[finding] = None
