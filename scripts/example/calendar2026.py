"""Which days are worked, around the day on which the example was made."""

import datetime

TODAY = datetime.date(2026, 11, 22)


def _days(text):
    return {datetime.date.fromisoformat(day) for day in text.split()}


def _range(first, last):
    first, last = map(datetime.date.fromisoformat, (first, last))
    return {first + datetime.timedelta(n) for n in range((last - first).days + 1)}


HOLIDAYS = (
    _range("2026-01-01", "2026-01-03")
    | _range("2026-02-15", "2026-02-23")
    | _range("2026-04-04", "2026-04-06")
    | _range("2026-05-01", "2026-05-05")
    | _range("2026-06-19", "2026-06-21")
    | _range("2026-09-25", "2026-09-27")
    | _range("2026-10-01", "2026-10-07")
    | _range("2025-10-01", "2025-10-08")
    | _range("2025-05-01", "2025-05-05")
)
EXTRA = _days("2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10")


def worked(day):
    return day in EXTRA or (day.weekday() < 5 and day not in HOLIDAYS)


def workday(day, step=-1):
    """The day itself, or the next worked one in the direction of `step`."""
    while not worked(day):
        day += datetime.timedelta(step)
    return day
