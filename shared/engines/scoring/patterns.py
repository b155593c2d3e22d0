"""Regular expressions that authors write and candidates' text runs into: RE2, whose time never explodes."""

from typing import Any

from shared.engines.scoring.texts import excerpt

MAX_INSTRUCTIONS = 10_000
"""How long a pattern may be once RE2 has compiled it."""

MAX_STEPS = 2 * 10**9
"""Instructions times bytes of text: some seconds at worst. RE2 needs no more, and mostly far less."""

_MAX_MEMORY = 2 * 1024 * 1024  # of one pattern; RE2 keeps the last 128


def problem(pattern: str | bytes) -> str | None:
    """Return None for a pattern that can be used, otherwise one line saying why not."""
    re2 = _library()
    try:
        compiled = _compiled(pattern, case_sensitive=True)
    except re2.error as error:
        what, _, where = error.args[0].decode(errors="replace").partition(": ")
        return f"{what}: {excerpt(where)}" if where else what
    if compiled.programsize > MAX_INSTRUCTIONS:
        return f"pattern too large: it compiles to {compiled.programsize} instructions of at most {MAX_INSTRUCTIONS}"
    return None


def fits(pattern: str | bytes, text: str | bytes, *, case_sensitive: bool = True) -> bool:
    """Tell whether the pattern, one without a `problem`, describes the whole text.

    A text so long that it would take more than `MAX_STEPS` doesn't fit, nor does one that is not UTF-8.
    """
    compiled, raw = _compiled(pattern, case_sensitive=case_sensitive), _raw(text)
    return compiled.programsize * len(raw) <= MAX_STEPS and compiled.fullmatch(raw) is not None


def _compiled(pattern: str | bytes, *, case_sensitive: bool) -> Any:
    re2 = _library()
    options = re2.Options()
    options.case_sensitive = case_sensitive
    options.log_errors = False
    options.max_mem = _MAX_MEMORY
    options.never_capture = True
    return re2.compile(_raw(pattern), options=options)


def _raw(text: str | bytes) -> bytes:
    return text.encode(errors="surrogatepass") if isinstance(text, str) else text


def _library() -> Any:
    """Return RE2, which has no types; loaded by those who match patterns only."""
    import re2

    return re2
