"""Hours of a zone's clocks in which nobody is to be disturbed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def after_quiet_hours(at: datetime, *, zone: str, begins: time, ends: time) -> datetime:
    """Return an instant itself, or the end of the quiet hours it lies in (UTC); they may span midnight.

    Quiet hours that begin as they end are none. An end that the clocks repeat counts the second time; one that they
    skip comes as much later as they were put forward.
    """
    local = at.astimezone(ZoneInfo(zone))
    clock = local.time()
    over_midnight = begins > ends
    is_quiet = (clock >= begins or clock < ends) if over_midnight else begins <= clock < ends
    if not is_quiet:
        return at
    day = local.date() + timedelta(days=1 if over_midnight and clock >= begins else 0)
    shown = datetime.combine(day, ends, tzinfo=ZoneInfo(zone))
    return max(shown.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
