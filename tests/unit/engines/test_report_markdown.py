"""Whatever a value is, a reader of the Markdown sees it as text, in its own cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from shared.engines.report_markdown import escaped, markdown
from shared.engines.report_sheets import MAX_SHOWN, Sheet, SheetChart, SheetTable, SheetText

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"text", "text_special"}
HOSTILE = [
    "a|b",
    "a\\|b\\",
    "| --- |",
    "<script>alert(1)</script>",
    "<!-- -->",
    "&lt;b&gt;",
    "[here](https://example.com)",
    "![x](//example.com/p.png)",
    "https://example.com",
    "<https://example.com>",
    "```\ncode\n```",
    "`code`",
    "~~~",
    "# head",
    "1. one",
    "- - -",
    "***",
    "$x$",
    "{{ env }}",
    "end\r\n\r\n| new | row |",
    "line\u2028separated\x0b\x85",
]


def report(text: str) -> str:
    table = SheetTable(text, ((text, "Points"), (text, text), ("last", text)), (0.5, 0.5))
    chart = SheetChart(text, ((text, 0.5, text),))
    parts = (table, chart, SheetText(text, ((text, text),)))
    return markdown(Sheet(company=text, title=text, subtitle=text, facts=((text, text),), parts=parts))


def shape(tokens: list[Token]) -> list[str]:
    """Return the kinds of blocks there are, one after the other."""
    return [each.type for each in tokens]


def cells(source: str) -> list[str]:
    """Return what a reader sees in each piece of text there is."""
    inline = [each for each in READER.parse(source) if each.type == "inline"]
    for each in inline:
        assert {child.type for child in each.children or ()} <= PLAIN, each.content
    return ["".join(child.content for child in each.children or ()) for each in inline]


def seen(text: str) -> str:
    """Return a short text of one line as readers show it."""
    return " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_be_markup_is_seen_as_it_was_written(text: str) -> None:
    found = cells(report(text))
    assert found[0] == seen(text)
    assert found[4:10] == [seen(text), "Points", seen(text), seen(text), "last", seen(text)]


@given(st.text(max_size=300))
def test_no_text_changes_the_shape_of_the_report(text: str) -> None:
    assert shape(READER.parse(report(text))) == shape(READER.parse(report("plain")))
    assert len(cells(report(text))) == len(cells(report("plain")))


@pytest.mark.thorough
@given(st.text(alphabet="\\|`*_[]()<>!&#~-+= \n\t:/w.@1", max_size=40))
def test_no_mixture_of_marks_changes_the_shape_of_the_report(text: str) -> None:
    assert shape(READER.parse(report(text))) == shape(READER.parse(report("plain")))
    assert len(cells(report(text))) == len(cells(report("plain")))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://example.com", "https\\://example.com"),
        ("WWW.example.com", "WWW\\.example.com"),
        ("mailto:a@example.com", "mailto\\:a\\@example.com"),
    ],
)
def test_bare_addresses_are_broken_for_readers_that_make_links_of_them(text: str, told: str) -> None:
    assert escaped(text) == told
    assert cells(report(text))[0] == text


def test_what_reorders_a_line_is_told_by_its_code_point() -> None:
    assert escaped("a\u202eb\u2066c") == "a(U+202E)b(U+2066)c"


def test_values_are_cut_and_texts_are_longer() -> None:
    assert cells(report("x" * 5_000))[0] == "x" * MAX_SHOWN + "\u2026"
    assert len(cells(report("x" * 5_000))[-1]) > 4_000


def test_bars_are_as_long_as_their_shares() -> None:
    bars = (("half", 0.5, "1"), ("all", 1.0, "2"), ("more", 9.0, "3"), ("less", -1.0, "4"))
    told = markdown(Sheet("Acme", "Run", "Capitals", (), (SheetChart("Passed", bars),)))
    assert [line.count("\u2588") for line in told.splitlines() if line.startswith("| ")][2:] == [10, 20, 20, 0]
