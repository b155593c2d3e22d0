"""What an assessment records of its candidates beyond their answers: nothing, unless its authors say so."""

from shared.model import FrozenModel


class Recording(FrozenModel):
    """What is recorded, and shown to the candidate before they start.

    `activity` is what the browser window does, and whatever else a client reports: focus, full screen, further tabs.
    `clipboard` is how much was copied and pasted, never what. `devices` is that an address, a device or its clock
    changed. `edits` is how each answer came about, to be played back.
    """

    activity: bool = False
    clipboard: bool = False
    devices: bool = False
    edits: bool = False

    @property
    def anything(self) -> bool:
        """Whether anything is recorded."""
        return self.activity or self.clipboard or self.devices or self.edits

    @property
    def signals(self) -> bool:
        """Whether any signals are recorded."""
        return self.activity or self.clipboard or self.devices
