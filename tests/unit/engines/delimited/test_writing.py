"""What spreadsheets are given."""

import pytest

from shared.engines.delimited.reading import rows
from shared.engines.delimited.writing import csv_lines, unmarked


def test_cells_are_quoted() -> None:
    assert csv_lines([['a"b', "c,d", None, 7]]) == b'"a""b","c,d","","7"\r\n'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "\t=1", "  =1", "\r=1"])
def test_a_formula_is_told_to_be_text(text: str) -> None:
    assert csv_lines([[text]]) == f'"\'{text}"\r\n'.encode()


def test_what_is_written_is_read_back() -> None:
    cells = ['say "hi"', "one\ntwo", "a,b;c", "田中"]
    [row] = rows([csv_lines([["a", "b", "c", "d"], cells])])
    assert list(row.cells.values()) == cells


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'", "'quoted'", "-5", "plain", "", "' =1"])
def test_a_cell_is_the_same_text_again_without_its_mark(text: str) -> None:
    [row] = rows([csv_lines([["a", "b"], [text, "x"]])])
    assert unmarked(row.cells["a"]) == text
