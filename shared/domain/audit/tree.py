"""A tenant's log as a Merkle tree: its head, its tiles and its checkpoints.

The head is written by whoever sequences entries, at the version that was read, so that no place in the tree is given
twice. Tiles keep the hashes that proofs are made of.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from shared.config import Config
from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository
from shared.data.unit_of_work import Reads, UnitOfWork
from shared.engines.merkle.checkpoints import Checkpoint, Signer
from shared.engines.merkle.tiles import Tile, hash_from, hashes, open_tiles, tiles_for, with_leaves
from shared.engines.merkle.tree import Subtree, frontier_root, grown

TREE_ID = "log"
_KEY_LABEL = b"audit log, Ed25519"


class AuditTree(Entity):
    """The head: how many entries have their place, the tree's frontier and its checkpoint, signed."""

    size: int = 0
    frontier: bytes = b""
    note: str = ""

    @property
    def root(self) -> bytes:
        """The hash over all entries."""
        return frontier_root(hashes(self.frontier))


class AuditCheckpoint(Entity):
    """A signed state of the log; the root in hexadecimal."""

    size: int
    root: str
    note: str
    created_at: datetime


class AuditTile(Entity):
    """Up to 256 hashes of one level."""

    hashes: bytes


CHECKPOINT_LIST = QueryShape("auditCheckpoints", sorts=(("-size",), ("size",)))


class AuditTreeRepository(Repository[AuditTree]):
    """The one head of a tenant's log."""

    collection: ClassVar[str] = "auditTree"
    noun: ClassVar[str] = "audit_checkpoint"
    model = AuditTree


class AuditCheckpointRepository(Repository[AuditCheckpoint]):
    """Every checkpoint that was signed, by size."""

    collection: ClassVar[str] = "auditCheckpoints"
    noun: ClassVar[str] = "audit_checkpoint"
    model = AuditCheckpoint


class AuditTileRepository(Repository[AuditTile]):
    """Tiles by level and number."""

    collection: ClassVar[str] = "auditTiles"
    noun: ClassVar[str] = "audit_tile"
    model = AuditTile

    async def read(self, tiles: Iterable[Tile]) -> dict[Tile, bytes]:
        """Return the hashes of the tiles that exist; one round trip."""
        wanted = sorted(tiles)
        found = await self.get_many([tile_id(tile) for tile in wanted])
        return {tile: each.hashes for tile, each in zip(wanted, found, strict=True) if each is not None}


def tile_id(tile: Tile) -> str:
    """Return the id of a tile's document."""
    return f"{tile[0]}-{tile[1]}"


def signer(config: Config, tenant_id: str) -> Signer:
    """Return who signs for a tenant's log; the key follows from the signing key."""
    seed = hmac.digest(config.signing_key.encode(), _KEY_LABEL, hashlib.sha256)
    return Signer(f"ella/{config.project}/{tenant_id}", seed)


async def append(work: UnitOfWork, leaves: list[bytes], config: Config) -> int:
    """Give leaf hashes their places at the end of the tree, with a new checkpoint; return the first place."""
    trees, tiles = AuditTreeRepository(work), AuditTileRepository(work)
    before = await trees.find(TREE_ID) or AuditTree(id=TREE_ID)
    opened = await tiles.read(open_tiles(before.size))
    for tile, content in with_leaves(opened, before.size, leaves).items():
        stored = AuditTile(id=tile_id(tile), hashes=content)
        if tile in opened:
            tiles.save(stored)
        else:
            tiles.add(stored)
    size = before.size + len(leaves)
    frontier = grown(hashes(before.frontier), before.size, leaves)
    root = frontier_root(frontier)
    signs = signer(config, work.tenant_id)
    note = signs.sign(Checkpoint(signs.name, size, root).text)
    await trees.put(AuditTree(id=TREE_ID, size=size, frontier=b"".join(frontier), note=note))
    checkpoint = AuditCheckpoint(id=f"{size:020d}", size=size, root=root.hex(), note=note, created_at=work.now)
    AuditCheckpointRepository(work).add(checkpoint)
    return before.size


async def subtree_hashes(reads: Reads, nodes: list[Subtree]) -> list[bytes]:
    """Return the hashes of subtrees, as proofs list them."""
    tiles: Mapping[Tile, bytes] = await AuditTileRepository(reads).read(tiles_for(nodes))
    return [hash_from(tiles, node) for node in nodes]
