"""Whatever a value is, the report shows it as text, and fits."""

import io

import pytest
from pypdf import PdfReader

from shared.engines.report_layout import SUBSTITUTED, Sheet, SheetTable, pdf, shown


def sheet(name: str, rows: int = 1) -> Sheet:
    head = ("Question", "Points")
    table = SheetTable(name, (head, *((name, "1 of 2") for _ in range(rows))), (0.7, 0.3))
    return Sheet(company=name, title=name, subtitle="Backend engineer", facts=(("E-mail", name),), tables=(table,))


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.parametrize("name", ["Carl Candidate", "Zoë Łukasz-Ñandú", "<b>Bold</b> & <img src='x'/>", "O'Neil 1/2"])
def test_a_name_is_shown_as_it_is(name: str) -> None:
    assert shown(name) == name
    assert text_of(pdf(sheet(name))).count(name) >= 4


@pytest.mark.parametrize("name", ["محمد", "דוד", "李小龍", "Ж", "😀", "\u202egnp.exe", "\x07bell", "e\u0301\u0323"])
def test_what_the_font_lacks_is_told_by_code_points(name: str) -> None:
    text = text_of(pdf(sheet(name))).replace(" ", "")
    assert shown(name) in text
    assert "[U+" in text
    assert SUBSTITUTED.replace(" ", "") in text


def test_an_accent_apart_from_its_letter_is_put_together() -> None:
    assert shown("Zoe\u0308") == "Zoë"


@pytest.mark.parametrize("name", ["x" * 10_000, "x " * 5_000, "李" * 10_000, "\n" * 10_000, "&lt;" * 2_500, ""])
def test_no_length_breaks_the_layout(name: str) -> None:
    reader = PdfReader(io.BytesIO(pdf(sheet(name))))
    assert len(reader.pages) <= 6
    assert "1 of 2" in text_of(pdf(sheet(name)))


def test_long_tables_go_on_with_their_head_on_each_page() -> None:
    reader = PdfReader(io.BytesIO(pdf(sheet("Sums", rows=200))))
    assert len(reader.pages) > 2
    assert all("Question" in page.extract_text() for page in reader.pages)


def test_the_same_report_is_the_same_bytes() -> None:
    assert pdf(sheet("Carl")) == pdf(sheet("Carl"))
