"""What happened, as typed facts with stable names."""

from typing import ClassVar

from shared.model import FrozenModel


class Event(FrozenModel):
    """A fact of one tenant, in the past tense. `type` is its name and version, and its topic.

    `publish_directly` marks facts somebody is waiting for: they are published right after the commit, with the sweep
    as the net, instead of by the relay.
    """

    type: ClassVar[str]
    publish_directly: ClassVar[bool] = False

    def ordering_key(self) -> str | None:
        """Return the key within which order matters, or None."""
        return None
