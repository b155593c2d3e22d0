"""What the machine that runs programs says of itself."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Self

from shared.engines.languages import LANGUAGES
from shared.model import FrozenModel

PATH = "platform/runner"
FRESH_FOR = timedelta(minutes=3)


class InstalledLanguage(FrozenModel):
    """A language programs can be run in; `version` is what its compiler or interpreter says."""

    name: str
    label: str
    version: str


class RunnerReport(FrozenModel):
    """The languages of the runner that reported last."""

    languages: tuple[InstalledLanguage, ...]
    reported_at: datetime

    @classmethod
    def of(cls, versions: Mapping[str, str], *, at: datetime) -> Self:
        """Return the report of a runner that has these versions."""
        languages = [
            InstalledLanguage(name=name, label=LANGUAGES[name].label, version=version)
            for name, version in sorted(versions.items())
        ]
        return cls(languages=tuple(languages), reported_at=at)

    def tells_more_than(self, earlier: Self) -> bool:
        """Whether this says something new, or the other is too old to be believed."""
        return self.languages != earlier.languages or self.reported_at - earlier.reported_at >= FRESH_FOR
