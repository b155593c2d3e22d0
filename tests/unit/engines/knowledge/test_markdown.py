import pytest

from shared.engines.knowledge.items import SectionContent
from shared.engines.knowledge.markdown import LONGEST, sections_in
from shared.errors import InvalidInput

TEXT = "intro\n# A\ntext\n```\n# no heading\n```\n## B ##\nmore\n## B\nagain\n# C\n\n#nor this\n"


def sections(text: str) -> list[SectionContent]:
    return [item for item in sections_in(text.encode(), "guide").items if isinstance(item, SectionContent)]


def test_each_heading_makes_a_section_under_those_above_it() -> None:
    assert [item.key for item in sections(TEXT)] == [
        "guide",
        "guide > A",
        "guide > A > B",
        "guide > A > B (2)",
        "guide > C",
    ]


def test_a_section_knows_where_its_text_stands() -> None:
    for section in sections(TEXT):
        assert TEXT[section.start :].startswith(section.text)
        assert section.line == TEXT[: section.start].count("\n") + 1


def test_headings_in_code_are_none() -> None:
    assert "# no heading" in sections(TEXT)[1].text


def test_a_long_section_is_cut_and_loses_nothing() -> None:
    text = "# A\n" + "x" * (2 * LONGEST + 5)
    found = sections(text)
    assert [len(each.text) for each in found] == [LONGEST, LONGEST, 5]
    assert "".join(each.text for each in found) == text[4:]


def test_what_is_not_utf_8_is_refused() -> None:
    with pytest.raises(InvalidInput):
        sections_in(b"\xff", "guide")
