"""Words with which people soften what happened, found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["softeners"]


def softeners(text: str, phrases: Iterable[str]) -> tuple[str, ...]:
    """List the phrases that stand in a text, in the order in which they first appear.

    A phrase counts only as whole words, in small letters or large.

    Parameters
    ----------
    text : str
    phrases : iterable of str
        What to look for; empty ones are left out.

    Returns
    -------
    tuple of str
        Each phrase once, as given.

    Examples
    --------
    >>> softeners("It just went quiet. Technically we never broke off.", ["technically", "just"])
    ('just', 'technically')
    """
    found = []
    for phrase in dict.fromkeys(phrase.strip() for phrase in phrases):
        match = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
        if phrase and match:
            found.append((match.start(), phrase))
    return tuple(phrase for _, phrase in sorted(found))
