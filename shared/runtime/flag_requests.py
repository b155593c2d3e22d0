"""Requests about an environment's flags, or one of them; where each is stored follows from the path."""

from collections.abc import Sequence

from shared.domain.apps.model import Environment
from shared.domain.apps.repository import AppRepository
from shared.domain.flags.model import flag_id, set_id
from shared.domain.flags.repository import FlagSetRepository
from shared.engines.flags.model import Key
from shared.runtime.requests import Identifier, ListRequest, Request


class FlagSetRequest(Request):
    """Which environment of which app."""

    app_id: Identifier
    environment: Environment

    @property
    def set_id(self) -> str:
        """The environment's set."""
        return set_id(self.app_id, self.environment)


class FlagRequest(FlagSetRequest):
    """Which flag of which environment of which app."""

    flag_key: Key

    @property
    def flag_id(self) -> str:
        """The flag."""
        return flag_id(self.app_id, self.environment, self.flag_key)


class FlagListRequest(ListRequest):
    """A listing about one flag."""

    app_id: Identifier
    environment: Environment
    flag_key: Key

    @property
    def flag_id(self) -> str:
        """The flag."""
        return flag_id(self.app_id, self.environment, self.flag_key)


def beside_flag(request: FlagSetRequest) -> Sequence[str]:
    """Return what a change reads beside the flag or the app: the set."""
    return (FlagSetRepository.path(request.set_id),)


def beside_segments(request: FlagSetRequest) -> Sequence[str]:
    """Return what is read beside an environment's segments: the app, and the set."""
    return (AppRepository.path(request.app_id), FlagSetRepository.path(request.set_id))
