"""Data for the pictures of the laboratory of impasse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from unstuck.analysis.lab import Bar, Camp, position, their_price
from unstuck.analysis.simulation import Replay, Share

Rows = list[dict[str, Any]]
GROUP, NAME, STEP = 74, 12, 24
ROOM = 1.3
"""Room at the right end for the words, as a multiple of what the bars reach."""


def rate_data(
    samples: Mapping[str, Sequence[Bar]],
    names: Mapping[str, str],
    written: Callable[[float], str],
) -> tuple[dict[str, Rows], dict[str, Any]]:
    """Lay out the bars of one or two settings, type by type.

    Parameters
    ----------
    samples : mapping
        By letter of the setting its three bars.
    names : mapping
        By type of impasse what stands above its bars.
    written : callable
        Writes a share.

    Returns
    -------
    data : dict
        Rows of the chart `lab_rates`: ``bars`` and ``names``.
    signals : dict
        Its ``domain``.
    """
    told: Rows = []
    heads: Rows = []
    for group, kind in enumerate(names):
        heads.append({"y": group * GROUP + NAME, "name": names[kind]})
        for line, (letter, bars) in enumerate(samples.items()):
            bar = next(each for each in bars if each.type == kind)
            told.append(
                {
                    "y": group * GROUP + NAME + STEP * (line + 0.95),
                    "setting": letter,
                    "with_zone": bar.with_zone,
                    "without": bar.share.value,
                    "low": bar.share.low,
                    "high": bar.share.high,
                    "told": f"{letter}\u2002{written(bar.share.value)}",
                }
            )
    most = max(0.08, *(row["high"] for row in told))
    return {"bars": told, "names": heads}, {"domain": [0, min(1.3, most * ROOM)]}


def run_data(
    run: Replay, words: Mapping[str, str], rounds: int
) -> tuple[dict[str, Rows], dict[str, Any]]:
    """Lay out one negotiation, offer by offer.

    Parameters
    ----------
    run : Replay
    words : mapping
        What to call ``yours`` and ``theirs``, the limits, and the end: ``deal``, ``left`` and
        ``clock``.
    rounds : int
        How many there could have been.

    Returns
    -------
    data : dict
        Rows of the chart `lab_run`: ``offers``, ``limits`` and ``end``.
    signals : dict
        Its ``rounds``.
    """
    offers: Rows = []
    last = 1.0
    for event in run.events:
        later = max(0, event.who) / (len(run.limits) * 1.0) * 0.8
        last = event.round + (0.9 if event.who < 0 else later)
        if event.shares:
            side = "you" if event.who == 0 else "them" if event.who > 0 else "third"
            offers.append(
                {"at": last, "worth": position(run, event), "who": side, "party": event.who}
            )
    limits = [{"who": "you", "worth": run.limits[0], "told": words["yours"], "above": False}]
    theirs = their_price(run)
    if theirs is not None and words.get("theirs"):
        above = theirs >= run.limits[0]
        limits[0]["above"] = not above
        limits.append({"who": "them", "worth": theirs, "told": words["theirs"], "above": above})
    end = {"at": last, "told": words[run.outcome.how], "right": last > rounds / 2}
    return {"offers": offers, "limits": limits, "end": [end]}, {"rounds": [0.6, rounds + 0.95]}


def camp_data(
    samples: Mapping[str, Sequence[Camp]],
    names: Mapping[str, Callable[[int], str]],
    written: Callable[[Share], str],
) -> tuple[dict[str, Rows], dict[str, Any]]:
    """Lay out campsite talks: the data and one or two settings, for what is compared.

    Parameters
    ----------
    samples : mapping
        By letter of the setting what the model says.
    names : mapping
        For ``left`` and ``efficient`` what stands above, given the joint points possible.
    written : callable
        Writes a share.

    Returns
    -------
    data : dict
        Rows of the chart `lab_casino`: ``rows`` and ``names``.
    signals : dict
        None.
    """
    told: Rows = []
    heads: Rows = []
    first = next(iter(samples.values()))
    height = 0
    for what in names:
        for place, camp in enumerate(first):
            heads.append({"y": height + 9, "name": names[what](camp.possible)})
            lines = [("seen", getattr(camp, f"seen_{what}"))]
            lines += [(who, getattr(rows[place], f"told_{what}")) for who, rows in samples.items()]
            for line, (who, share) in enumerate(lines):
                told.append(_dot(who, share, height + 24 + 15 * line, written))
            height += 74
    return {"rows": told, "names": heads}, {}


def _dot(who: str, share: Share, y: int, written: Callable[[Share], str]) -> dict[str, Any]:
    right = share.high > 0.75
    return {
        "who": who,
        "y": y,
        "value": share.value,
        "low": share.low,
        "high": share.high,
        "edge": share.low if right else share.high,
        "told": written(share),
    }
