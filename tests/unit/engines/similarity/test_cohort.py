import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.similarity.cohort import similar_pairs
from shared.engines.similarity.programs import PreparedProgram, prepared, starter_grams

SORTS = """\
def sort(values):
    for i in range(len(values)):
        least = i
        for j in range(i + 1, len(values)):
            if values[j] < values[least]:
                least = j
        values[i], values[least] = values[least], values[i]
    return values
"""
DISGUISED = """\
# my own work
def order(xs):  # sorts


    for a in range( len( xs ) ):
        m = a
        for b in range(a+7, len(xs)):
            # smaller?
            if xs[b]<xs[m]: m = b
        xs[a], xs[m] = xs[m], xs[a]
    return xs
"""
READS = """\
import sys
lines = sys.stdin.read().split("\\n")
count = int(lines[0])
values = [int(each) for each in lines[1].split()]
if count != len(values):
    raise SystemExit(1)
"""
OTHER = """\
total = {}
while True:
    try:
        word = input()
    except EOFError:
        break
    total[word] = total.get(word, 0) + 1
print(max(total, key=total.get))
"""


def python(id: str, source: str, starter: str = "") -> PreparedProgram:
    return prepared(id, "python", source, starter_grams("python", starter))


def test_a_renamed_and_reformatted_copy_is_found_with_its_lines() -> None:
    [pair] = similar_pairs([python("a", READS + SORTS), python("b", DISGUISED), python("c", OTHER)])
    assert (pair.first, pair.second) == ("a", "b")
    assert pair.share > 0.8
    [fragment] = pair.fragments
    assert (fragment.first_lines, fragment.second_lines) == ((7, 14), (2, 11))


def test_programs_of_ones_own_are_not_similar() -> None:
    assert similar_pairs([python("a", SORTS), python("b", OTHER), python("c", READS)]) == []


def test_what_everybody_was_given_is_left_out() -> None:
    assert similar_pairs([python("a", READS + SORTS, READS), python("b", READS + OTHER, READS)]) == []
    [pair] = similar_pairs([python("a", READS + SORTS, READS), python("b", READS + DISGUISED, READS)])
    assert [fragment.first_lines for fragment in pair.fragments] == [(7, 14)]


def test_parts_in_another_order_are_found_one_by_one() -> None:
    [pair] = similar_pairs([python("a", SORTS + OTHER + READS), python("b", READS + DISGUISED + "\n" + OTHER)])
    assert len(pair.fragments) >= 2
    assert pair.share > 0.7
    assert sum(fragment.tokens for fragment in pair.fragments) > 150


def test_languages_are_compared_each_with_itself() -> None:
    assert similar_pairs([python("a", SORTS), prepared("b", "ruby", SORTS)]) == []


def test_what_most_of_a_large_cohort_wrote_is_no_evidence() -> None:
    crowd = [python(str(number), READS) for number in range(20)]
    assert similar_pairs(crowd) == []
    copies = [python("x", READS + SORTS), python("y", READS + DISGUISED)]
    [pair] = similar_pairs(crowd + copies)
    assert (pair.first, pair.second, pair.share > 0.8) == ("x", "y", True)


def test_only_the_most_similar_pairs_are_kept() -> None:
    programs = [python(str(number), SORTS) for number in range(8)]
    assert len(similar_pairs(programs)) == 28
    assert len(similar_pairs(programs, most=3)) == 3


def test_empty_and_tiny_programs_are_similar_to_nothing() -> None:
    assert similar_pairs([python("a", ""), python("b", ""), python("c", "x = 1"), python("d", "x = 1")]) == []


names = st.text("abcxyz_", min_size=1, max_size=6).map(lambda name: f"v_{name}")


@pytest.mark.thorough
@given(st.lists(names, min_size=4, max_size=4, unique=True), st.integers(1, 6), st.text(" abc#", max_size=20))
def test_no_renaming_and_no_layout_hides_a_copy(renamed: list[str], spaces: int, comment: str) -> None:
    source = SORTS
    for old, new in zip(["values", "least", "i,", "sort"], renamed, strict=True):
        source = source.replace(old, f"{new}," if old.endswith(",") else new)
    source = source.replace(" = ", " " * spaces + "=" + " " * spaces).replace("\n", f"  # {comment}\n\n")
    [pair] = similar_pairs([python("a", SORTS), python("b", source)])
    assert pair.share == 1.0


@pytest.mark.thorough
def test_five_hundred_programs_are_compared_by_their_index() -> None:
    chance = random.Random(1)  # noqa: S311 (a fixed sample)
    signs = ["+", "-", "*", "//", "%", "<<", "|", "&", "^"]

    def own(number: int) -> str:
        return "".join(
            f"x{line} = y {chance.choice(signs)} {line} {chance.choice(signs)} f(z {chance.choice(signs)} 1)\n"
            for line in range(60)
        )

    programs = [python(str(number), own(number)) for number in range(498)]
    programs += [python("x", own(0) + SORTS * 3), python("y", DISGUISED * 3)]
    pairs = similar_pairs(programs)
    assert [(pair.first, pair.second) for pair in pairs] == [("x", "y")]
