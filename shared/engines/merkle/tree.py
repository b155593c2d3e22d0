"""Tree hashes, inclusion proofs and consistency proofs of RFC 9162, section 2.1, and their verification.

Every proof is a list of hashes. Which subtrees they are is told by `inclusion_nodes` and `consistency_nodes`, so that
whoever keeps hashes in a store reads only those.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

HASH_BYTES = 32

Subtree = tuple[int, int]
"""The leaves from a first one until before a last one."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of two subtrees side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def empty_root() -> bytes:
    """Return the hash of the tree without leaves."""
    return hashlib.sha256(b"").digest()


def tree_hash(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    return frontier_root(grown([], 0, leaves))


def grown(frontier: Sequence[bytes], size: int, leaves: Iterable[bytes]) -> list[bytes]:
    """Return a tree's frontier after more leaf hashes.

    The frontier of a tree holds the root of the perfect subtree for each 1 in the binary form of its size, the largest
    first: all that appending and the root need.
    """
    if len(frontier) != size.bit_count():
        raise ValueError(f"a tree of {size} has a frontier of {size.bit_count()} hashes, not {len(frontier)}")
    hashes = list(frontier)
    for leaf in leaves:
        node = leaf
        level = size
        while level & 1:
            node = node_hash(hashes.pop(), node)
            level >>= 1
        hashes.append(node)
        size += 1
    return hashes


def frontier_root(frontier: Sequence[bytes]) -> bytes:
    """Return the root of a tree by its frontier."""
    if not frontier:
        return empty_root()
    root = frontier[-1]
    for left in reversed(frontier[:-1]):
        root = node_hash(left, root)
    return root


def inclusion_nodes(index: int, size: int) -> list[Subtree]:
    """Return the subtrees whose hashes prove that a leaf is in a tree, the lowest first."""
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} has no leaf {index}")
    return _path(index, 0, size)


def consistency_nodes(old: int, new: int) -> list[Subtree]:
    """Return the subtrees whose hashes prove that a tree begins with an older one."""
    if not 0 < old <= new:
        raise ValueError(f"a tree of {new} does not begin with one of {old}")
    return _subproof(old, 0, new, whole=True)


def subtree_hash(subtree: Subtree, perfect: Callable[[int, int], bytes]) -> bytes:
    """Return a subtree's hash; `perfect(level, number)` is that of the number-th perfect one of 2 ** level leaves."""
    start, end = subtree
    hashes: list[bytes] = []
    for level, number in perfect_parts(start, end):
        hashes.append(perfect(level, number))
    return frontier_root(hashes)


def perfect_parts(start: int, end: int) -> list[tuple[int, int]]:
    """Return the perfect subtrees, as (level, number), that make one up whose start is aligned, left to right."""
    parts: list[tuple[int, int]] = []
    while start < end:
        level = (end - start).bit_length() - 1
        if start % (1 << level):
            raise ValueError(f"no subtree of a tree begins at {start} and ends at {end}")
        parts.append((level, start >> level))
        start += 1 << level
    return parts


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a proof shows that a leaf hash is in the tree with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    number, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if number & 1 or number == last:
            node = node_hash(sibling, node)
            while number and not number & 1:
                number >>= 1
                last >>= 1
        else:
            node = node_hash(node, sibling)
        number >>= 1
        last >>= 1
    return last == 0 and node == root


def is_consistent(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Tell whether a proof shows that a tree begins with an older one, by both roots (RFC 9162, 2.1.4.2)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    hashes = list(proof)
    if old & (old - 1) == 0:
        hashes.insert(0, old_root)
    if not hashes:
        return False
    number, last = old - 1, new - 1
    while number & 1:
        number >>= 1
        last >>= 1
    first = second = hashes[0]
    for each in hashes[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            first, second = node_hash(each, first), node_hash(each, second)
            while number and not number & 1:
                number >>= 1
                last >>= 1
        else:
            second = node_hash(second, each)
        number >>= 1
        last >>= 1
    return last == 0 and first == old_root and second == new_root


def _split(count: int) -> int:
    """Return the largest power of two below a count of at least two."""
    return 1 << ((count - 1).bit_length() - 1)


def _path(index: int, start: int, end: int) -> list[Subtree]:
    nodes: list[Subtree] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            nodes.append((middle, end))
            end = middle
        else:
            nodes.append((start, middle))
            start = middle
    return nodes[::-1]


def _subproof(old: int, start: int, end: int, *, whole: bool) -> list[Subtree]:
    nodes: list[Subtree] = []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            nodes.append((middle, end))
            end = middle
        else:
            nodes.append((start, middle))
            start, whole = middle, False
    return ([] if whole else [(start, end)]) + nodes[::-1]
