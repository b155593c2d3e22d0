"""LaTeX statements as Markdown, roughly: formulas stay as they are, what is not known stays as it stands."""

import re
from collections.abc import Callable

_ARGUMENT = r"\{((?:[^{}]|\{[^{}]{0,500}+\}){0,2000}+)\}"
_COMMENT = re.compile(r"(?<!\\)%.*")
_NAME = re.compile(r"\\problemname\s*" + _ARGUMENT)
_PLAIN_NAME = re.compile(r"%%\s*plainproblemname:\s*(.+)")
_MATH = re.compile(r"(\$\$.{0,5000}?\$\$|(?<!\\)\$[^$]{1,2000}+\$|\\\[.{0,5000}?\\\]|\\\(.{0,2000}?\\\))", re.DOTALL)
_VERBATIM = re.compile(r"\\begin\{(verbatim|lstlisting)\}(?:\[[^\]\n]*\])?\n?(.{0,5000}?)\n?\\end\{\1\}", re.DOTALL)
_TABLE = re.compile(r"\\begin\{tabular\}\s*" + _ARGUMENT + r"(.{0,5000}?)\\end\{tabular\}", re.DOTALL)
_RULE = re.compile(r"\\hline|\\cline" + _ARGUMENT)

# Formulas and program texts are taken out of the way of the rules, with a number between these in their place.
_OPEN, _CLOSE = "\ue000", "\ue001"
_KEPT = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")

_Replacement = str | Callable[[re.Match[str]], str]
_RULES: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (re.compile(r"\\section\*?\s*" + _ARGUMENT), r"\n## \1\n"),
    (re.compile(r"\\subsection\*?\s*" + _ARGUMENT), r"\n### \1\n"),
    (re.compile(r"\\begin\{(Input|Output|Interaction)\}"), r"\n## \1\n"),
    (re.compile(r"\\(?:textbf|textsc)\s*" + _ARGUMENT), r"**\1**"),
    (re.compile(r"\\(?:emph|textit|underline)\s*" + _ARGUMENT), r"*\1*"),
    (re.compile(r"\\(?:texttt|t)" + _ARGUMENT), r"`\1`"),
    (re.compile(r"\{\\bf\s+([^{}]{1,500}+)\}"), r"**\1**"),
    (re.compile(r"\{\\(?:it|em)\s+([^{}]{1,500}+)\}"), r"*\1*"),
    (re.compile(r"\{\\tt\s+([^{}]{1,500}+)\}"), r"`\1`"),
    (re.compile(r"\\href" + _ARGUMENT + _ARGUMENT), r"[\2](\1)"),
    (re.compile(r"\\url" + _ARGUMENT), r"<\1>"),
    (re.compile(r"\\illustration" + _ARGUMENT + _ARGUMENT + _ARGUMENT), ""),
    (re.compile(r"\\includegraphics(?:\[[^\]\n]{0,500}+\])?" + _ARGUMENT), ""),
    (re.compile(r"\\(?:nextsample|remainingsamples|noindent|centering|smallskip|medskip|bigskip)\b\s?"), ""),
    (re.compile(r"[ \t]*\\item\b\s*"), "- "),
    (re.compile(r"\\(?:begin|end)\{[a-zA-Z]{1,40}\*?\}"), ""),
    (re.compile(r"\\(?:ldots|dots|textellipsis)\b\s?"), "… "),
    (re.compile(r"\\\\"), "\n"),
    (re.compile(r"``|''"), '"'),
    (re.compile(r"(?<!-)---(?!-)"), "\u2014"),
    (re.compile(r"(?<!-)--(?!-)"), "\u2013"),
    (re.compile(r"(?<!\\)~"), " "),
    (re.compile(r"\\([%&#_{}$])"), r"\1"),
)


def to_markdown(source: str) -> tuple[str, str]:
    """Return a statement as Markdown and the problem's name in it, empty when it gives none."""
    kept: list[str] = []

    def keep(text: str) -> str:
        kept.append(text)
        return f"{_OPEN}{len(kept) - 1}{_CLOSE}"

    source = source.replace(_OPEN, "").replace(_CLOSE, "")
    plain = _PLAIN_NAME.search(source)
    source = _VERBATIM.sub(lambda match: keep(f"\n```\n{match[2]}\n```\n"), source)
    source = _MATH.sub(lambda match: keep(_formula(match[0])), _COMMENT.sub("", source))
    named = _NAME.search(source)
    source = _NAME.sub("", source)
    source = _TABLE.sub(lambda match: _table(match[2]), source)
    for pattern, replacement in _RULES:
        source = pattern.sub(replacement, source)

    def restored(text: str) -> str:
        return _KEPT.sub(lambda match: kept[int(match[1])], text)

    name = plain[1] if plain else restored(named[1]) if named else ""
    return re.sub(r"\n{3,}", "\n\n", restored(source)).strip() + "\n", " ".join(name.split())


def _formula(source: str) -> str:
    """Return a formula between the marks that Markdown knows."""
    if source.startswith("$"):
        return source
    mark = "$" if source.startswith("\\(") else "$$"
    return f"{mark}{source[2:-2]}{mark}"


def _table(source: str) -> str:
    """Return the rows of a table as Markdown, the first as its heads."""
    rows = [re.split(r"(?<!\\)&", row) for row in _RULE.sub("", source).split("\\\\") if row.strip()]
    lines = ["| " + " | ".join(" ".join(cell.split()) for cell in row) + " |" for row in rows]
    heads = ["|" + " ---- |" * len(row) for row in rows[:1]]
    return "\n\n" + "\n".join([*lines[:1], *heads, *lines[1:]]) + "\n\n"
