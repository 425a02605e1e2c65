"""Reads a small file from disk, or refuses it; nothing is ever fetched from elsewhere."""

from __future__ import annotations

from pathlib import Path


def content(source: object, text: bool, what: str, most: int) -> bytes:
    """Return what a file, or a text given in its place, holds.

    Parameters
    ----------
    source : str or Path
        A path of this machine, or the content itself.
    text : bool
        Whether it is the content itself.
    what : str
        What it is, to begin the sentence of an error: ``"The domain 'laptop.xml'"``.
    most : int
        How many bytes it may hold. A larger file is refused before it is read.

    Raises
    ------
    ValueError
        If there is no such file, it cannot be read, or it is too large.
    """
    if not isinstance(source, str | Path):
        raise ValueError(f"{what} must be a path or a text, not {source!r}; give one of these.")
    if text:
        data = str(source)[: most + 1].encode("utf-8", "surrogatepass")
    else:
        try:
            path = Path(source)
            if not path.is_file():
                raise ValueError(f"{what} is not there, or is no file; check the path.")
            with path.open("rb") as file:
                data = file.read(most + 1)
        except (OSError, UnicodeError) as error:
            raise ValueError(f"{what} cannot be read ({error}); check the path.") from error
    if len(data) > most:
        raise ValueError(
            f"{what} must hold {most / 1e6:g} MB or less, and it holds more; give a smaller file."
        )
    return data
