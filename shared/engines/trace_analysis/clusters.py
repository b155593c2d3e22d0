"""What an app is asked, in groups of like meaning: from vectors of length 1, the same way each time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

JOINED = 0.42
"""How near two groups must be on the average of their members to become one, as a cosine."""

NEAR = 0.5
"""How near a text must be to a group's centre to belong to it; centres are nearer to all than these to each other."""


def nearest(vectors: Sequence[Sequence[float]], centres: Sequence[bytes]) -> list[int | None]:
    """Return for each vector the place of the nearest centre, None where none is near."""
    import numpy as np

    if not vectors or not centres:
        return [None] * len(vectors)
    known = np.stack([np.frombuffer(each, dtype="<f4") for each in centres])
    near = np.asarray(vectors, dtype=np.float32) @ known.T
    best = near.argmax(axis=1)
    return [int(place) if near[row, place] >= NEAR else None for row, place in enumerate(best)]


def clustered(vectors: Sequence[Sequence[float]], *, least: int) -> list[list[int]]:
    """Return groups of at least so many vectors by place, the largest first: agglomerative, by average linkage."""
    import numpy as np

    if len(vectors) < least:
        return []
    matrix = np.asarray(vectors, dtype=np.float32)
    near: Any = (matrix @ matrix.T).astype(np.float64)
    np.fill_diagonal(near, -2.0)
    groups: list[list[int]] = [[place] for place in range(len(vectors))]
    while True:
        one, other = (int(place) for place in np.unravel_index(int(near.argmax()), near.shape))
        if near[one, other] < JOINED:
            break
        one, other = min(one, other), max(one, other)
        left, right = len(groups[one]), len(groups[other])
        joined = (left * near[one] + right * near[other]) / (left + right)
        near[one], near[:, one] = joined, joined
        near[other], near[:, other], near[one, one] = -2.0, -2.0, -2.0
        groups[one], groups[other] = sorted(groups[one] + groups[other]), []
        # What is gone or itself stays out of reach whatever it was averaged with.
        gone = [place for place, group in enumerate(groups) if not group]
        near[one, gone], near[gone, one] = -2.0, -2.0
    found = [group for group in groups if len(group) >= least]
    return sorted(found, key=lambda group: (-len(group), group[0]))


def centre(vectors: Sequence[Sequence[float]]) -> bytes:
    """Return the direction in the middle of some vectors."""
    import numpy as np

    mean = np.asarray(vectors, dtype=np.float64).mean(axis=0)
    length = float(np.linalg.norm(mean)) or 1.0
    return (mean / length).astype("<f4").tobytes()
