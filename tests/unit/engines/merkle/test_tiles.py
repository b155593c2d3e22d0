import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.engines.merkle.tiles import WIDTH, hash_from, hashes, open_tiles, tiles_for, with_leaves
from shared.engines.merkle.tree import consistency_nodes, inclusion_nodes, leaf_hash, tree_hash

LEAVES = [leaf_hash(str(number).encode()) for number in range(WIDTH * 3 + 7)]


def stored(size, *, batch):
    tiles = {}
    for start in range(0, size, batch):
        opened = {tile: tiles[tile] for tile in open_tiles(start) if tile in tiles}
        tiles |= with_leaves(opened, start, LEAVES[start : min(size, start + batch)])
    return tiles


def test_leaves_fill_tiles_and_a_full_one_is_a_hash_of_the_next_level():
    tiles = stored(WIDTH + 1, batch=100)
    assert {tile: len(hashes(content)) for tile, content in tiles.items()} == {(0, 0): WIDTH, (0, 1): 1, (1, 0): 1}
    assert tiles[1, 0] == tree_hash(LEAVES[:WIDTH])


@settings(max_examples=30, deadline=None)
@given(st.integers(1, len(LEAVES)), st.integers(1, 600))
def test_batches_of_any_size_leave_the_same_tiles(size, batch):
    assert stored(size, batch=batch) == stored(size, batch=size)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, len(LEAVES)), st.data())
def test_every_proof_follows_from_the_tiles_it_names(size, data):
    tiles = stored(size, batch=300)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    for nodes in (inclusion_nodes(index, size), consistency_nodes(old, size)):
        wanted = tiles_for(nodes)
        assert len(wanted) <= 4
        few = {tile: tiles[tile] for tile in wanted}
        assert [hash_from(few, node) for node in nodes] == [tree_hash(LEAVES[start:end]) for start, end in nodes]


def test_tiles_of_a_larger_tree_prove_a_smaller_one():
    tiles = stored(len(LEAVES), batch=256)
    for node in inclusion_nodes(5, 300):
        assert hash_from(tiles, node) == tree_hash(LEAVES[node[0] : node[1]])


def test_a_tile_that_is_missing_is_an_error():
    with pytest.raises(ValueError, match="lacks hashes"):
        hash_from({}, (0, 2))


def test_a_tile_that_ends_elsewhere_than_the_tree_is_an_error():
    with pytest.raises(ValueError, match="does not end"):
        with_leaves({(0, 0): LEAVES[0]}, 2, LEAVES[2:3])
