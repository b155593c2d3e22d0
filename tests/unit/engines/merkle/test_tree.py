import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.merkle.tree import (
    consistency_nodes,
    empty_root,
    frontier_root,
    grown,
    inclusion_nodes,
    is_consistent,
    is_included,
    leaf_hash,
    node_hash,
    subtree_hash,
    tree_hash,
)

# The tree that Certificate Transparency's implementations are tested with.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
LEAVES = [leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def proved(leaves, nodes):
    return [tree_hash(leaves[start:end]) for start, end in nodes]


def numbered(count):
    return [leaf_hash(str(number).encode()) for number in range(count)]


def test_the_tree_without_leaves_is_the_hash_of_nothing():
    assert tree_hash([]) == empty_root()
    assert empty_root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_certificate_transparency(size):
    assert tree_hash(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_are_those_of_certificate_transparency(index, size):
    proof = proved(LEAVES, inclusion_nodes(index, size))
    assert [each.hex() for each in proof] == INCLUSION[index, size]
    assert is_included(LEAVES[index], index, size, proof, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_consistency_proofs_are_those_of_certificate_transparency(old, new):
    proof = proved(LEAVES, consistency_nodes(old, new))
    assert [each.hex() for each in proof] == CONSISTENCY[old, new]
    assert is_consistent(old, new, proof, bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1]))


def test_the_example_of_rfc_9162():
    # Section 2.1.5: a…f and j are the leaves d0…d6, g, h, i the pairs, k and l the halves.
    g, h, i, k, right = (0, 2), (2, 4), (4, 6), (0, 4), (4, 7)
    a, b, c, d, e, f, j = ((number, number + 1) for number in range(7))
    assert inclusion_nodes(0, 7) == [b, h, right]
    assert inclusion_nodes(3, 7) == [c, g, right]
    assert inclusion_nodes(4, 7) == [f, j, k]
    assert inclusion_nodes(6, 7) == [i, k]
    assert consistency_nodes(3, 7) == [c, d, g, right]
    assert consistency_nodes(4, 7) == [right]
    assert consistency_nodes(6, 7) == [i, j, k]
    assert inclusion_nodes(1, 7)[0] == a
    assert inclusion_nodes(5, 7)[0] == e


@given(st.integers(0, 70), st.data())
def test_growing_step_by_step_is_growing_at_once(size, data):
    leaves = numbered(size)
    cut = data.draw(st.integers(0, size))
    frontier = grown(grown([], 0, leaves[:cut]), cut, leaves[cut:])
    assert frontier == grown([], 0, leaves)
    assert frontier_root(frontier) == tree_hash(leaves)


@given(st.integers(1, 70), st.data())
def test_every_leaf_is_proved_and_no_other(size, data):
    leaves = numbered(size)
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    root, proof = tree_hash(leaves), proved(leaves, inclusion_nodes(index, size))
    assert is_included(leaves[index], index, size, proof, root)
    assert is_included(leaves[other], index, size, proof, root) == (other == index)
    assert is_included(leaves[index], other, size, proof, root) == (other == index)
    assert not is_included(leaves[index], index, size, [*proof, root], root)
    if proof:
        assert not is_included(leaves[index], index, size, proof[:-1], root)
        assert not is_included(leaves[index], index, size, proof[::-1], root) or proof == proof[::-1]


@given(st.integers(1, 70), st.data())
def test_every_beginning_is_proved_and_no_other_tree(new, data):
    leaves = numbered(new)
    old = data.draw(st.integers(1, new))
    roots = tree_hash(leaves[:old]), tree_hash(leaves)
    proof = proved(leaves, consistency_nodes(old, new))
    assert is_consistent(old, new, proof, *roots)
    changed = [leaf_hash(b"changed"), *leaves[1:]]
    assert not is_consistent(old, new, proof, tree_hash(changed[:old]), roots[1])
    assert not is_consistent(old, new, proof, roots[0], tree_hash(changed))
    assert not is_consistent(old, new, [*proof, roots[0]], *roots)
    if proof:
        assert not is_consistent(old, new, proof[:-1], *roots)


@given(st.integers(1, 70), st.data())
def test_a_subtree_is_made_of_perfect_ones(size, data):
    leaves = numbered(size)
    index = data.draw(st.integers(0, size - 1))
    for start, end in inclusion_nodes(index, size):
        made = subtree_hash(
            (start, end), lambda level, number: tree_hash(leaves[number << level : (number + 1) << level])
        )
        assert made == tree_hash(leaves[start:end])


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 3)])
def test_what_is_not_there_has_no_proof(index, size):
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_nodes(index, size)
    assert not is_included(LEAVES[0], index, size, [], empty_root())


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_a_tree_begins_with_no_larger_nor_the_empty_one(old, new):
    with pytest.raises(ValueError, match="does not begin"):
        consistency_nodes(old, new)
    assert not is_consistent(old, new, [], empty_root(), empty_root())


def test_a_frontier_of_another_size_is_refused():
    with pytest.raises(ValueError, match="frontier of 2"):
        grown([LEAVES[0]], 3, LEAVES)


def test_leaves_and_nodes_are_told_apart():
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != node_hash(LEAVES[0], LEAVES[1])
