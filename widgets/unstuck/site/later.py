"""Packages that few pages need: fetched when they are imported, and not before."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

Fetch = Callable[[str], bytes]


class Later(MetaPathFinder):
    """Finds packages that lie in zip files on the page's site.

    Parameters
    ----------
    homes : mapping
        The address of the zip file for each package that can be imported.
    fetch : callable
        Gives the bytes at an address, or raises.
    folder : str
        Where they are unpacked; on the path already.
    """

    def __init__(self, homes: Mapping[str, str], fetch: Fetch, folder: str) -> None:
        self._homes = dict(homes)
        self._fetch = fetch
        self._folder = folder

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Fetch the zip file that holds a package, if there is one.

        Raises
        ------
        ValueError
            With a sentence for the learner, if it cannot be fetched.
        """
        home = self._homes.get(fullname)
        if home is None:
            return None
        try:
            packed = bytes(self._fetch(home))
        except Exception:
            raise ValueError(
                "This needs a part of the course that could not be fetched just now; "
                "go online and try again."
            ) from None
        with zipfile.ZipFile(io.BytesIO(packed)) as file:
            file.extractall(self._folder)
        PathFinder.invalidate_caches()
        return PathFinder.find_spec(fullname, path, target)


def begin(homes: Mapping[str, str], fetch: Fetch, folder: str) -> None:
    """Look for packages there from here on, in place of where they were looked for before."""
    sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, Later)]
    sys.meta_path.append(Later(homes, fetch, folder))
