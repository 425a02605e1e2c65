"""Papers that a tool hands out: calendar files and printable pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import escape
from string import Template

from unstuck.content.templates import escape as signs
from unstuck.kit.blocks import Block, markdown
from unstuck.kit.tool import Paper

_YEAR = timedelta(days=366)
_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>$title</title>
<style>
:root { color-scheme: light; }
body { font: 11.5pt/1.5 system-ui, "Segoe UI", Roboto, sans-serif; color: #1c1b1f; background: #fff;
  max-width: 42rem; margin: 2.5rem auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #c9c5ce; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; }
h1, h2, h3 { break-after: avoid; }
blockquote { margin: 1rem 0; padding: .6rem 1rem; border-left: 4px solid #2c5fb3;
  background: #f2f5fb; }
table { border-collapse: collapse; width: 100%; font-size: .95em; break-inside: avoid; }
th, td { border-bottom: 1px solid #c9c5ce; padding: .35rem .6rem .35rem 0; text-align: left;
  vertical-align: top; }
th { overflow-wrap: break-word; }
td { min-width: 5.2em; hyphens: auto; }
li { margin: .2rem 0; }
@page { margin: 18mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
</style>
</head>
<body>
$body
</body>
</html>
""")


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar.

    Attributes
    ----------
    title : str
        What it is called.
    start : str
        When it begins, such as ``"2026-12-01T09:30"``, by the clocks of `zone`.
    minutes : float
        How long it lasts.
    zone : str
        The time zone's name, such as ``"Europe/Oslo"``; empty for UTC.
    notes : str
        Anything more, as plain text.
    """

    title: str
    start: str
    minutes: float = 30
    zone: str = ""
    notes: str = ""


def calendar(name: str, entries: Sequence[Entry]) -> Paper:
    """A calendar file (RFC 5545) of these entries, each in its own time zone.

    Parameters
    ----------
    name : str
        The file's name, ending in ``.ics``.
    entries : sequence of Entry
        At least one.

    Raises
    ------
    ValueError
        If there is no entry, or one has no date.
    """
    from zoneinfo import ZoneInfo

    import icalendar

    if not entries:
        raise ValueError("There is no date yet to put into a calendar; set one first.")
    made = icalendar.Calendar()
    made.add("prodid", "-//Unstuck//course on negotiation impasse//EN")
    made.add("version", "2.0")
    for entry in entries:
        if not entry.start:
            raise ValueError(f"'{entry.title}' has no date and time yet; set them first.")
        start = datetime.fromisoformat(entry.start).replace(tzinfo=ZoneInfo(entry.zone or "UTC"))
        event = icalendar.Event()
        told = f"{entry.title}\n{entry.start}\n{entry.zone}"
        event.add("uid", f"{sha256(told.encode()).hexdigest()[:24]}@unstuck")
        event.add("dtstamp", datetime.now(UTC).replace(microsecond=0))
        event.add("dtstart", start)
        event.add("dtend", start + timedelta(minutes=entry.minutes))
        event.add("summary", entry.title)
        if entry.notes:
            event.add("description", entry.notes)
        made.add_component(event)
    days = [datetime.fromisoformat(entry.start).date() for entry in entries]
    made.add_missing_timezones(min(days) - _YEAR, max(days) + _YEAR)
    return Paper(name, "text/calendar", made.to_ical().decode("utf-8"))


def page(title: str, content: str | Sequence[Block], name: str = "unstuck.html") -> Paper:
    """A page to print: whole in one file, with no script, whatever was typed into it.

    Parameters
    ----------
    title : str
        Its title, plain text.
    content : str or sequence of Block
        Markdown, or blocks of `unstuck.kit.blocks`. HTML in it appears as text.
    name : str
        The file's name.
    """
    import mistune

    text = content if isinstance(content, str) else f"# {signs(title)}\n\n{markdown(content)}"
    body = mistune.create_markdown(escape=True, plugins=["table"])(text)
    return Paper(name, "text/html", _PAGE.substitute(title=escape(title), body=body))
