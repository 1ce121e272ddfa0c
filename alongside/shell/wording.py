"""Dates, numbers and money in words, the same on pages, in letters and in spreadsheets."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, gettext, ngettext

ISOLATE, END = "\u2066", "\u2069"
"""What stands between these is written left to right, whatever is around it."""


def day(on: date) -> str:
    """3 December 2026."""
    return date_format(on, "j E Y")


def short_day(on: date) -> str:
    """3 Dec 2026."""
    return date_format(on, "j M Y")


def month(on: date) -> str:
    """December 2026."""
    return date_format(on, "F Y")


def moment(at: datetime) -> str:
    """3 Dec 2026, 14:05, in the council's time zone."""
    local = timezone.localtime(at)
    return f"{short_day(local)}, {local:%H:%M}"


def number(value: int | float | Decimal) -> str:
    """1,234."""
    return f"{value:,}"


def money(pounds: int | float | Decimal) -> str:
    """£3,000; with pence only where there are some: £77.50. Among right-to-left words it keeps its own direction."""
    words = f"£{pounds:,.0f}" if pounds == int(pounds) else f"£{pounds:,.2f}"
    return f"{ISOLATE}{words}{END}" if get_language_bidi() else words


def due_in_words(due_on: date, today: date) -> str:
    """3 Dec, in 11 days; 3 Dec, today; 3 Dec, 2 days late. The year is named only where it is not this one."""
    days = (due_on - today).days
    when = date_format(due_on, "j M" if due_on.year == today.year else "j M Y")
    if days == 0:
        return gettext("%(when)s, today") % {"when": when}
    if days == 1:
        return gettext("%(when)s, tomorrow") % {"when": when}
    if days > 0:
        words = ngettext("%(when)s, in %(days)s day", "%(when)s, in %(days)s days", days)
        return words % {"when": when, "days": number(days)}
    words = ngettext("%(when)s, %(days)s day late", "%(when)s, %(days)s days late", -days)
    return words % {"when": when, "days": number(-days)}
