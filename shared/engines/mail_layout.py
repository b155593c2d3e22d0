"""Mails from templates: one file for each mail and language, the same words as text and as HTML.

A template begins with `Subject: …`; its paragraphs are separated by empty lines, and `[label](address)` alone in one is
a button. `$names` are replaced after the template was taken apart, so no value is ever markup, a button or a subject's
second line. A paragraph that names a value which is None is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from shared.ports.mail import Attachment, Mail

TEMPLATES = Path(__file__).with_name("mail_templates")
FALLBACK = "en"
DATE_FORMATS = {"de": "%d.%m.%Y, %H:%M UTC", "en": "%d %B %Y, %H:%M UTC"}
"""The languages there are templates for, and how each writes a moment."""

_COLOR = "#2f5bea"
_BUTTON = re.compile(r"\[(?P<label>[^\]]+)\]\((?P<url>[^)]+)\)")
_EMPTY_LINES = re.compile(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")
_INTRO = 1
"""The place of the paragraph below the greeting."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")

Value = str | datetime | None


@dataclass(frozen=True, slots=True)
class MailStyle:
    """Whose mail it is: the company, its language, its colour (`#rrggbb`) and the address of its logo."""

    company: str
    locale: str = FALLBACK
    color: str | None = None
    logo_url: str | None = None

    @property
    def language(self) -> str:
        """The language of the templates: the locale's, or English."""
        language = self.locale.partition("-")[0]
        return language if language in DATE_FORMATS else FALLBACK


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in place of a template's own, with `$names`: the subject, and the paragraph below the greeting.

    They are text only: nothing in them becomes a button.
    """

    subject: str | None = None
    intro: str | None = None


AS_WRITTEN = Wording()


@dataclass(frozen=True, slots=True)
class _Template:
    subject: str
    paragraphs: tuple[str, ...]


def mail(
    template: str,
    values: Mapping[str, Value],
    *,
    to: str,
    style: MailStyle,
    message_id: str,
    wording: Wording = AS_WRITTEN,
    attachments: tuple[Attachment, ...] = (),
) -> Mail:
    """Return the message of a template; raise KeyError for a name in it that has no value."""
    written = _template(style.language, template)
    words = {"company": style.company, **_words(values, style.language)}
    subject = subject_of(template, values, style, wording)
    text: list[str] = []
    html: list[str] = []
    for paragraph, button in _paragraphs(written, wording):
        if any(words[name] is None for name in Template(paragraph).get_identifiers()):
            continue
        if button is None:
            filled = _filled(paragraph, words)
            text.append(filled)
            html.append(f"<p>{escape(filled).replace(chr(10), '<br>')}</p>")
        else:
            label, url = _filled(button["label"], words), _filled(button["url"], words)
            text.append(f"{label}:\n{url}")
            html.append(_button(label, url, style))
    page = {"language": style.language, "title": escape(subject), "logo": _logo(style), "content": "\n".join(html)}
    return Mail(
        to=to,
        subject=subject,
        text="\n\n".join(text) + "\n",
        html=_part("layout.html").substitute(page),
        message_id=message_id,
        attachments=attachments,
    )


def subject_of(template: str, values: Mapping[str, Value], style: MailStyle, wording: Wording = AS_WRITTEN) -> str:
    """Return the subject of a template's message, which is one line whatever the values hold."""
    words = {"company": style.company, **_words(values, style.language)}
    subject = wording.subject or _template(style.language, template).subject
    return " ".join(_filled(subject, words).split())


def written_words(template: str, style: MailStyle) -> tuple[str, str]:
    """Return the subject of a template and the paragraph below its greeting, with their `$names`."""
    written = _template(style.language, template)
    return written.subject, written.paragraphs[_INTRO]


def message_id(subscriber: str, event_id: str) -> str:
    """Return the id of the mail one subscriber sends for one event: the same in each retry."""
    return f"<{event_id}.{subscriber}@ella>"


def _paragraphs(written: _Template, wording: Wording) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Yield each paragraph, and the button it is."""
    for place, paragraph in enumerate(written.paragraphs):
        if place == _INTRO and wording.intro:
            yield from ((each, None) for each in _EMPTY_LINES.split(wording.intro.strip()))
        else:
            yield paragraph, _BUTTON.fullmatch(paragraph)


@cache
def _template(language: str, name: str) -> _Template:
    first, *paragraphs = (TEMPLATES / language / f"{name}.txt").read_text().strip().split("\n\n")
    return _Template(first.removeprefix("Subject: "), tuple(paragraphs))


@cache
def _part(name: str) -> Template:
    return Template((TEMPLATES / name).read_text())


def _words(values: Mapping[str, Value], language: str) -> dict[str, str | None]:
    """Return values as the language writes them."""
    form = DATE_FORMATS[language]
    return {name: value.strftime(form) if isinstance(value, datetime) else value for name, value in values.items()}


def _filled(text: str, words: Mapping[str, str | None]) -> str:
    return Template(text).substitute(words)


def _button(label: str, url: str, style: MailStyle) -> str:
    background = style.color if style.color and _HEX.fullmatch(style.color) else _COLOR
    colors = {"background": background, "foreground": _readable_on(background)}
    return _part("button.html").substitute(colors, label=escape(label), url=escape(url)).strip()


def _logo(style: MailStyle) -> str:
    if style.logo_url is None or not style.logo_url.startswith("https://"):
        return ""
    return _part("logo.html").substitute(url=escape(style.logo_url), company=escape(style.company))


def _readable_on(background: str) -> str:
    """Return black or white, whichever stands out more (WCAG's relative luminance)."""
    channels = (int(background[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#ffffff"
