"""What others do the same work with, each in a virtual environment of its own that `make bench` alone makes."""


class PeerMissing(Exception):
    """A peer cannot be had here; the message says why."""
