"""Whatever a value is, the report shows it as text, and fits."""

import io
import re

import pytest
from pypdf import PdfReader

from shared.engines.report_layout import SUBSTITUTED, pdf
from shared.engines.report_sheets import Sheet, SheetChart, SheetTable, SheetText
from tests.fixtures.pdfs import drawn, spoken


def sheet(name: str, rows: int = 1) -> Sheet:
    head = ("Question", "Points")
    table = SheetTable(name, (head, *((name, "1 of 2") for _ in range(rows))), (0.7, 0.3))
    return Sheet(company=name, title=name, subtitle="Backend engineer", facts=(("E-mail", name),), parts=(table,))


@pytest.mark.parametrize("name", ["Carl Candidate", "Zoë Łukasz-Ñandú", "<b>Bold</b> & <img src='x'/>", "O'Neil 1/2"])
def test_a_name_is_shown_as_it_is(name: str) -> None:
    assert drawn(pdf(sheet(name))).count(name) >= 4


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["Γιώργος", "Юлия Щербакова", "李小龍", "山田 太郎", "김철수", "Նարեկ", "რუსთაველი"])
def test_names_in_other_scripts_have_their_own_letters(name: str) -> None:
    assert drawn(pdf(sheet(name))).count(name) >= 4


@pytest.mark.parametrize("name", ["محمد بن سلمان", "דוד בן־גוריון", "नरेन्द्र मोदी", "தமிழ்", "Ann محمد 12", "Юлия"])
def test_readers_find_and_copy_names_as_they_are_written(name: str) -> None:
    content = pdf(sheet(name))
    assert spoken(content).count(name) >= 5
    assert SUBSTITUTED not in spoken(content)


@pytest.mark.parametrize("name", ["😀", "\u202egnp.exe", "\x07bell"])
def test_what_the_fonts_lack_is_told_by_code_points(name: str) -> None:
    text = spoken(pdf(sheet(name)))
    assert f"[U+{ord(name[0]):04X}]" in text
    assert SUBSTITUTED in text


@pytest.mark.thorough
@pytest.mark.parametrize(
    "name",
    ["x" * 10_000, "x " * 5_000, "李" * 10_000, "\n" * 10_000, "&lt;" * 2_500, "محمد " * 2_000, "क्" * 5_000, ""],
)
def test_no_length_breaks_the_layout(name: str) -> None:
    content = pdf(sheet(name))
    assert len(PdfReader(io.BytesIO(content)).pages) <= 12
    assert "1 of 2" in spoken(content)


def test_long_tables_go_on_with_their_head_on_each_page() -> None:
    reader = PdfReader(io.BytesIO(pdf(sheet("Sums", rows=200))))
    assert len(reader.pages) > 2
    assert all("Question" in page.extract_text() for page in reader.pages)


@pytest.mark.thorough
def test_long_texts_go_on_over_pages_line_by_line() -> None:
    paragraph = " ".join(f"word{number}" for number in range(500))
    texts = tuple((f"Grader {number}", f"first line\n{paragraph}") for number in range(6))
    whole = Sheet("Acme", "Carl", "Backend", (("E-mail", "c@example.com"),), (SheetText("Comments", texts),))
    content = pdf(whole)
    assert len(PdfReader(io.BytesIO(content)).pages) > 2
    said = spoken(content)
    assert all(f"Grader {number} first line {paragraph}" in said for number in range(6))


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.5, 1.0, 7.0])
def test_a_chart_says_what_its_bars_are_of_and_never_leaves_its_room(share: float) -> None:
    bars = tuple((f"model {number} <b>", share, f"{number} of 9") for number in range(60))
    content = pdf(
        Sheet("Acme", "Run", "Capitals", (("Cases", "9"),), (SheetChart("Passed", bars), SheetChart("No", ())))
    )
    assert len(PdfReader(io.BytesIO(content)).pages) > 1
    said = " ".join(spoken(content).split())
    assert all(f"model {number} <b> {number} of 9" in said for number in range(60))
    room, bar, *others = widths_drawn(content)
    assert len(others) == 118
    assert bar == pytest.approx(room * min(1.0, max(0.0, share)), abs=0.01)


def widths_drawn(content: bytes) -> list[float]:
    """Return the width of each rectangle that is drawn on some page."""
    pages = [page.get_contents() for page in PdfReader(io.BytesIO(content)).pages]
    drawn_on = [page.get_data() for page in pages if page is not None]
    return [float(each) for data in drawn_on for each in re.findall(rb"([\d.]+) [\d.]+ re f", data)]


def test_the_same_report_is_the_same_bytes() -> None:
    first = pdf(sheet("Carl محمد"))
    pdf(sheet("नरेन्द्र سلمان"))
    assert pdf(sheet("Carl محمد")) == first
