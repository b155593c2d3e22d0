"""Where hashes are kept: in tiles of 256, so that a proof takes a handful of reads whatever the tree's size.

Tile (level, number) holds the roots of perfect subtrees of 256 ** level leaves, from the (256 * number)-th on. Tiles
only grow, until they are full.
"""

from collections.abc import Iterable, Mapping, Sequence

from shared.engines.merkle.tree import HASH_BYTES, Subtree, perfect_parts, subtree_hash, tree_hash

HEIGHT = 8
WIDTH = 1 << HEIGHT

Tile = tuple[int, int]


def tiles_for(subtrees: Iterable[Subtree]) -> set[Tile]:
    """Return the tiles from which the hashes of subtrees follow."""
    parts = (part for start, end in subtrees for part in perfect_parts(start, end))
    return {_place(level, number)[0] for level, number in parts}


def hash_from(tiles: Mapping[Tile, bytes], subtree: Subtree) -> bytes:
    """Return a subtree's hash from the tiles that `tiles_for` names; raise ValueError where they hold too little."""

    def perfect(level: int, number: int) -> bytes:
        tile, first, count = _place(level, number)
        found = hashes(tiles.get(tile, b""))[first : first + count]
        if len(found) != count:
            raise ValueError(f"tile {tile} lacks hashes")
        return tree_hash(found)

    return subtree_hash(subtree, perfect)


def open_tiles(size: int) -> list[Tile]:
    """Return the tiles that more leaves of a tree of this size would first go to: of each level the last one begun."""
    found: list[Tile] = []
    count, level = size, 0
    while level == 0 or count:
        found.append((level, count // WIDTH))
        count //= WIDTH
        level += 1
    return found


def with_leaves(tiles: Mapping[Tile, bytes], size: int, leaves: Sequence[bytes]) -> dict[Tile, bytes]:
    """Return the tiles that change when leaf hashes come to a tree of `size`; `tiles` are its open ones."""
    changed: dict[Tile, bytes] = {}
    _append(changed, tiles, 0, size, leaves)
    return changed


def hashes(tile: bytes) -> list[bytes]:
    """Return the hashes in a tile."""
    return [tile[start : start + HASH_BYTES] for start in range(0, len(tile), HASH_BYTES)]


def _append(
    changed: dict[Tile, bytes], tiles: Mapping[Tile, bytes], level: int, count: int, added: Sequence[bytes]
) -> None:
    full: list[bytes] = []
    for offset, each in enumerate(added):
        tile = (level, (count + offset) // WIDTH)
        content = changed.get(tile, tiles.get(tile, b""))
        if len(content) != (count + offset) % WIDTH * HASH_BYTES:
            raise ValueError(f"tile {tile} does not end where the tree does")
        changed[tile] = content + each
        if len(changed[tile]) == WIDTH * HASH_BYTES:
            full.append(tree_hash(hashes(changed[tile])))
    if full:
        _append(changed, tiles, level + 1, count // WIDTH, full)


def _place(level: int, number: int) -> tuple[Tile, int, int]:
    """Return the tile of a perfect subtree, and which of its hashes, from which on how many, make it up."""
    tile_level, within = divmod(level, HEIGHT)
    first, count = number << within, 1 << within
    return (tile_level, first // WIDTH), first % WIDTH, count
