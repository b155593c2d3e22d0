"""One plain layout for every mail: the same words as text and as simple HTML, everything escaped."""

from collections.abc import Sequence
from html import escape

from shared.ports.mail import Mail

_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body style="font-family:system-ui,sans-serif;line-height:1.5;color:#1f2430;max-width:36rem;margin:2rem auto;'
    'padding:0 1rem">{content}</body></html>'
)
_BUTTON = (
    '<p><a href="{url}" style="display:inline-block;padding:.6rem 1.2rem;border-radius:.4rem;background:#2f5bea;'
    'color:#ffffff;text-decoration:none">{label}</a></p><p style="font-size:.85rem;color:#5b6270">{url}</p>'
)


def mail(
    *, to: str, subject: str, paragraphs: Sequence[str], button: tuple[str, str] | None = None, message_id: str
) -> Mail:
    """Return a message; `button` is a label and the address it opens."""
    subject = " ".join(subject.split())
    text = list(paragraphs)
    html = [f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs]
    if button is not None:
        label, url = button
        text.append(f"{label}:\n{url}")
        html.append(_BUTTON.format(label=escape(label), url=escape(url)))
    return Mail(
        to=to,
        subject=subject,
        text="\n\n".join(text) + "\n",
        html=_PAGE.format(title=escape(subject), content="".join(html)),
        message_id=message_id,
    )


def message_id(subscriber: str, event_id: str) -> str:
    """Return the id of the mail one subscriber sends for one event: the same in each retry."""
    return f"<{event_id}.{subscriber}@ella>"
