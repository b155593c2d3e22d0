"""The problem's text, in each natural language it comes in."""

import re
from collections.abc import Mapping

from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.latex import to_markdown
from shared.engines.problem_packages.model import Statement
from shared.engines.problem_packages.settings import with_constants

FOLDERS = ("statement", "problem_statement")
MAX_BYTES = 100_000

_FILE = re.compile(r"problem(?:\.([a-zA-Z]{2,3}(?:-[a-zA-Z]{2})?))?\.(md|tex|pdf|html)")
_SAMPLES = re.compile(r"\{\{(?:nextsample|remainingsamples)\}\}")
_PICTURE = re.compile(r"!\[[^\]\n]{0,500}+\]\([^)\n]{0,500}+\)|\\(?:includegraphics|illustration)\b")


def read_statements(
    files: Mapping[str, bytes], constants: Mapping[str, str], findings: Findings
) -> dict[str, Statement]:
    """Return the statement in each language; English where the file names none."""
    found: dict[str, Statement] = {}
    for path in sorted(files):
        folder, _, name = path.partition("/")
        match = _FILE.fullmatch(name)
        if folder not in FOLDERS or match is None:
            continue
        language, kind = match[1] or "en", match[2]
        if kind in ("pdf", "html"):
            findings.warning(path, f"passed over: a statement is read as Markdown or LaTeX, not as {kind.upper()}")
        elif language in found:
            findings.warning(path, f"passed over: there is a statement in {language!r} already")
        else:
            found[language] = _statement(path, kind, files[path], constants, findings)
    if not found:
        findings.error(FOLDERS[0], "no statement problem.<language>.md or problem.<language>.tex")
    return found


def _statement(path: str, kind: str, data: bytes, constants: Mapping[str, str], findings: Findings) -> Statement:
    if len(data) > MAX_BYTES:
        findings.error(path, f"a statement takes at most {MAX_BYTES} bytes")
        return Statement("")
    try:
        text = with_constants(data, constants).decode("utf-8-sig")
    except UnicodeDecodeError:
        findings.error(path, "the file is not UTF-8")
        return Statement("")
    if _PICTURE.search(text):
        findings.warning(path, "pictures are left out")
    if kind == "md":
        return Statement(_SAMPLES.sub("", text).strip() + "\n")
    findings.warning(path, "LaTeX is converted roughly: read the text before it is published")
    return Statement(*to_markdown(text))
