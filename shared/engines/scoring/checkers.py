"""Checkers compare what a program printed with what was expected. Always outside the sandbox."""

from collections.abc import Callable

Checker = Callable[[bytes, bytes], bool]


def tokens(actual: bytes, expected: bytes) -> bool:
    """Tell whether both hold the same words, whatever white space lies between them."""
    return actual.split() == expected.split()


CHECKERS: dict[str, Checker] = {"tokens": tokens}
"""Every checker by the name a question gives it."""
