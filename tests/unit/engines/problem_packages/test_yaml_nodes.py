import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.yaml_nodes import MAX_BYTES, Items, Scalar, Table, read_table


def read(data: bytes | str) -> tuple[Table, list[tuple[str, int | None]]]:
    findings = Findings()
    table = read_table(data.encode() if isinstance(data, str) else data, "a.yaml", findings)
    return table, [(finding.message, finding.line) for finding in findings.listed()]


def test_values_stay_the_texts_they_are() -> None:
    table, problems = read("version: 1.10\nname: yes\nwhen: 2024-99-99\nnothing:\nlist: [a, 2]\n")
    assert problems == []
    assert table.entries["version"] == Scalar("1.10", 1)
    assert table.entries["name"] == Scalar("yes", 2)
    assert table.entries["when"] == Scalar("2024-99-99", 3)
    assert table.entries["nothing"] == Scalar("", 4, null=True)
    assert table.entries["list"] == Items([Scalar("a", 5), Scalar("2", 5)], 5)


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert read("# nothing\n") == (Table({}, 1), [])


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a: 1\nb: [1\n", "no valid YAML: expected ',' or ']', but got '<stream end>'", 3),
        ("a: 1\n\tb: 2\n", "no valid YAML: found character '\\t' that cannot start any token", 2),
        ("- a\n", "the file must hold a mapping", 1),
        ("a: 1\na: 2\n", "the key 'a' is there twice", 2),
        ("? [1]\n: 2\n", "keys are texts", 1),
        ("a: &x [1]\nb: *x\n", "no valid YAML: aliases are not taken", 2),
        ("a: " + "[" * 30 + "]" * 30, "no valid YAML: more than 20 levels", 1),
        ("a: 1\n---\nb: 2\n", "no valid YAML: but found another document", 2),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str, line: int) -> None:
    assert read(text)[1] == [(message, line)]


def test_objects_are_never_made() -> None:
    table, _ = read("a: !!python/object/apply:os.system [echo]\nb: !!int 12\n")
    assert table.entries["a"] == Items([Scalar("echo", 1)], 1)
    assert table.entries["b"] == Scalar("12", 2)


def test_bytes_that_are_no_text_and_endless_files_are_refused() -> None:
    assert read(b"a: \xff")[1] == [("the file is not UTF-8", None)]
    assert "unacceptable character" in read("a: \x00")[1][0][0]
    assert read(b"#" * (MAX_BYTES + 1))[1] == [(f"YAML files take at most {MAX_BYTES} bytes", None)]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "text", ["[" * 60_000, "a: {" * 15_000, "- " * 30_000, "? " * 30_000, "a:\n" + " a:\n" * 12_000]
)
def test_endless_nesting_is_an_answer_too(text: str) -> None:
    assert read(text)[1]


@given(st.one_of(st.binary(max_size=200), st.text(alphabet="ab:-[]{}&*!|>'\"#?, \n\t1", max_size=60)))
def test_whatever_the_text_there_is_a_mapping(text: bytes | str) -> None:
    assert isinstance(read(text)[0], Table)
