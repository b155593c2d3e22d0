"""Members as they are searched."""

from datetime import datetime

from shared.domain.tenants.model import Member
from shared.ports.search import SearchEntry, SearchText

SEARCH_KIND = "member"


def search_entry(member: Member, *, as_of: datetime) -> SearchEntry:
    """Return what a member is found by: their name first, then their e-mail address."""
    texts = (SearchText(member.display_name, weight=9), SearchText(member.email))
    return SearchEntry(kind=SEARCH_KIND, id=member.id, texts=texts, as_of=as_of)
