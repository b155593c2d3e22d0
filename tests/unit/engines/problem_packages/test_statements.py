import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.latex import to_markdown
from shared.engines.problem_packages.model import Statement
from shared.engines.problem_packages.statements import MAX_BYTES, read_statements


def read(files: dict[str, bytes], constants: dict[str, str] | None = None) -> tuple[dict[str, Statement], list[str]]:
    findings = Findings()
    found = read_statements(files, constants or {}, findings)
    return found, [f"{finding.severity} {finding.path}: {finding.message}" for finding in findings.listed()]


def test_markdown_is_taken_as_it_is_in_every_language() -> None:
    files = {
        "statement/problem.en.md": b"Take {{n}}.\n\n{{nextsample}}\n{{remainingsamples}}\n",
        "problem_statement/problem.pt-BR.md": b"# Um\n",
        "statement/notes.md": b"no statement",
    }
    found, problems = read(files, {"n": "10"})
    assert found == {"en": Statement("Take 10.\n"), "pt-BR": Statement("# Um\n")}
    assert problems == []


def test_a_statement_that_names_no_language_is_english() -> None:
    found, problems = read({"problem_statement/problem.tex": b"\\problemname{A $x$ {B}}\nText\n"})
    assert found == {"en": Statement("Text\n", "A $x$ {B}")}
    assert "converted roughly" in problems[0]


def test_pictures_are_left_out_with_a_warning() -> None:
    found, problems = read({"statement/problem.tex": b"a \\illustration{0.3}{x.jpg}{By {Me}} b"})
    assert found["en"].markdown == "a  b\n"
    assert "warning statement/problem.tex: pictures are left out" in problems


def test_a_statement_as_pdf_alone_is_none() -> None:
    _, problems = read({"problem_statement/problem.en.pdf": b"%PDF"})
    assert problems == [
        "error statement: no statement problem.<language>.md or problem.<language>.tex",
        "warning problem_statement/problem.en.pdf: passed over: a statement is read as Markdown or LaTeX, not as PDF",
    ]


@pytest.mark.parametrize("data", [b"\xff", b"x" * (MAX_BYTES + 1)])
def test_a_statement_that_is_no_text_or_endless_is_refused(data: bytes) -> None:
    assert read({"statement/problem.en.md": data})[1][0].startswith("error statement/problem.en.md: ")


@pytest.mark.parametrize(
    ("latex", "markdown"),
    [
        (r"\section*{In $n$ steps}", "## In $n$ steps"),
        (r"\textbf{a $x_{1}$} \emph{b} \texttt{c}", "**a $x_{1}$** *b* `c`"),
        (r"{\bf a} {\it b} {\tt c}", "**a** *b* `c`"),
        ("a % comment\nb 100\\% \\_ \\#", "a \nb 100% _ #"),
        (r"``quoted'' --- and~so -- on\ldots", '"quoted" \u2014 and so \u2013 on\u2026'),
        (r"\(a -- b\) \[c\] $d~e$", "$a -- b$ $$c$$ $d~e$"),
        ("\\begin{enumerate}\n\\item a\n  \\item b\n\\end{enumerate}", "- a\n- b"),
        ("\\begin{verbatim}\n\\x % y\n\\end{verbatim}", "```\n\\x % y\n```"),
        (r"\href{https://x}{y} \url{https://z}", "[y](https://x) <https://z>"),
        (
            "\\begin{tabular}{|l|l|}\n\\hline\n a & $b & c$ \\\\ \\hline\n 1 \\& 2 &\\textbf{3} \\\\\n\\end{tabular}",
            "| a | $b & c$ |\n| ---- | ---- |\n| 1 & 2 | **3** |",
        ),
        (r"\strange{a} \ge", r"\strange{a} \ge"),
    ],
)
def test_latex_becomes_markdown_roughly(latex: str, markdown: str) -> None:
    assert to_markdown(latex)[0].strip() == markdown


def test_a_plain_name_goes_before_one_with_formulas() -> None:
    assert to_markdown("\\problemname{$x^2$}\n%% plainproblemname: x squared\n")[1] == "x squared"


@given(st.text(alphabet="\\{}$%~`'-[]() ab\n", max_size=200))
def test_whatever_the_latex_there_is_a_text(latex: str) -> None:
    assert to_markdown(latex)[0].endswith("\n")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "piece",
    ["\\textbf{", "\\textbf{{a}", "$", "\\[", "{\\bf ", "\\begin{tabular}{l}", "\\begin{verbatim}", "\\href{a}{", "{"],
)
def test_endless_beginnings_are_an_answer_too(piece: str) -> None:
    assert to_markdown(piece * 5_000)[0]
