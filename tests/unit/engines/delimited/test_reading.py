"""Tables as people save them."""

import codecs
from collections.abc import Iterator

import pytest

from shared.engines.delimited.reading import DelimitedReader, Limits, Row, rows
from shared.errors import InvalidInput

TABLE = 'E-Mail;Full  Name\nada@example.com;"Lovelace; Ada"\nbob@example.com;"Bob\nthe ""Builder"""\n'
CELLS = [
    {"e_mail": "ada@example.com", "full_name": "Lovelace; Ada"},
    {"e_mail": "bob@example.com", "full_name": 'Bob\nthe "Builder"'},
]


def cut(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def cells(data: bytes) -> list[dict[str, str]]:
    return [dict(row.cells) for row in rows([data])]


@pytest.mark.parametrize(
    "encoded",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("utf-16"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        TABLE.replace("\n", "\r\n").replace("Bob\r\n", "Bob\n").encode(),
        TABLE.rstrip().encode(),
    ],
)
def test_encodings_and_line_ends_make_no_difference(encoded: bytes) -> None:
    assert cells(encoded) == CELLS


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_where_a_file_is_cut_makes_no_difference(size: int, encoding: str) -> None:
    text = 'name;note\r\nJörg; "a;b"\r\n"x""";"1\r\n2"\r\n  "q" ;5" disk\r\n'
    whole = list(rows([text.encode(encoding)]))
    assert [row.cells["note"] for row in whole] == ["a;b", "1\r\n2", '5" disk']
    assert list(rows(cut(text.encode(encoding), size))) == whole


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_most_columns(delimiter: str) -> None:
    text = delimiter.join(["a", '"b, or; c"', "d"]) + "\n" + delimiter.join("123")
    assert cells(text.encode()) == [{"a": "1", "b_or_c": "2", "d": "3"}]


def test_the_delimiter_can_be_named_as_excel_names_it() -> None:
    [row] = rows([b"sep=;\r\na,b;c\r\n1;2\r\n"])
    assert row == Row(2, {"a_b": "1", "c": "2"})


def test_a_line_that_an_older_program_wrote_is_read_among_others() -> None:
    data = "name\nJürgen\n".encode() + "Zoë “x” €\n".encode("cp1252") + "Ørsted\n".encode()
    assert [row["name"] for row in cells(data)] == ["Jürgen", "Zoë “x” €", "Ørsted"]


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    data = b'\na,b\n1,"two\nlines"\n\n,\n3,4\n'
    assert [(row.number, row.cells["a"]) for row in rows([data])] == [(3, "1"), (6, "3")]


def test_a_row_may_lack_cells_and_have_empty_ones_too_many() -> None:
    assert cells(b"a,b,\n1\n2,3,,,\n") == [{"a": "1", "b": ""}, {"a": "2", "b": "3"}]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"1,2,3", "too_many_cells"),
        (b"1," + b"x" * 21, "cell_too_long"),
        (b"1,\x00", "unreadable_text"),
        (b"1,\x81\xfc", "unreadable_text"),
    ],
)
def test_a_row_that_cannot_be_trusted_says_why_and_the_next_is_read(line: bytes, code: str) -> None:
    bad, good = rows([b"a,b\n" + line + b"\n7,8\n"], Limits(cell=20))
    assert bad.number == 2
    assert bad.problem is not None
    assert bad.problem.code == code
    assert good == Row(3, {"a": "7", "b": "8"})


def test_a_quote_that_is_never_closed_is_told_with_its_row() -> None:
    good, bad = rows([b'a,b\n1,2\n3,"4\n5,6\n'])
    assert good.problem is None
    assert bad.number == 3
    assert bad.problem is not None
    assert bad.problem.code == "quote_not_closed"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_table"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty_table"),
        (b"Name, name \n1,2\n", "duplicate_column"),
        (b"a,b,c,d\n", "too_many_columns"),
        (b"a\n1\n2\n3\n", "too_many_rows"),
        (b'a\n"' + b"x" * 5_000_000, "row_too_long"),
    ],
)
def test_a_file_that_is_no_table_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        list(rows([data[: len(data) - 1], data[len(data) - 1 :]], Limits(rows=2, columns=3)))
    assert refused.value.code == code


def test_rows_come_while_the_file_is_read() -> None:
    reader = DelimitedReader()
    assert list(reader.feed(b"a,b\n" + b"1,2\n" * 1000)) != []
    assert reader.columns == ("a", "b")
    assert len(reader._text) < 10
