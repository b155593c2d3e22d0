"""Whether an output is the expected one."""

from collections.abc import Callable, Mapping

Checker = Callable[[bytes, bytes], bool]


def same_tokens(output: bytes, expected: bytes) -> bool:
    """Compare what stands between ASCII white space; case counts, line breaks don't."""
    return output.split() == expected.split()


CHECKERS: Mapping[str, Checker] = {"tokens": same_tokens}
