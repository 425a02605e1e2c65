"""Makes the Vega bundle that every page carries, and packs the data sets, at build time."""

from __future__ import annotations

from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

import vl_convert
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WIDGETS = Path(__file__).parent
BUNDLE = WIDGETS / "unstuck" / "kit" / "static" / "vega.js"
DATASETS = WIDGETS.parent / "datasets"
NOTICES = WIDGETS / "third_party_licences.txt"
VEGA_LITE = "6.4"


def contents() -> str:
    """What the bundle holds, in one line."""
    return (
        f"Vega {vl_convert.get_vega_version()}, Vega-Lite {VEGA_LITE}, "
        f"Vega-Embed {vl_convert.get_vega_embed_version()}, "
        f"bundled by vl-convert-python {version_of('vl-convert-python')}"
    )


def check_notices() -> None:
    """Refuse to build with licence notices that belong to other versions.

    Raises
    ------
    RuntimeError
        If ``third_party_licences.txt`` does not name the versions in the bundle.
    """
    notices = NOTICES.read_text("utf-8")
    named = (
        f"vl-convert-python {version_of('vl-convert-python')}",
        f"vega {vl_convert.get_vega_version()}",
        f"vega-lite {VEGA_LITE}.",
        f"vega-embed {vl_convert.get_vega_embed_version()}",
    )
    missing = [name for name in named if name not in notices]
    if missing:
        raise RuntimeError(
            f"{NOTICES.name} does not name {', '.join(missing)}; bring it up to date "
            "with the bundle that this vl-convert makes"
        )


def make_bundle() -> None:
    """Write ``vega.js``, an ES module whose default export is ``vegaEmbed``.

    A bundle that the same versions made before is left as it is.
    """
    first_line = f"// {contents()}. Licences: third_party_licences.txt\n"
    if BUNDLE.is_file():
        with BUNDLE.open(encoding="utf-8") as file:
            if file.readline() == first_line:
                return
    code = vl_convert.javascript_bundle("export default vegaEmbed;", vl_version=VEGA_LITE)
    BUNDLE.parent.mkdir(parents=True, exist_ok=True)
    part = BUNDLE.with_suffix(".part")
    part.write_text(first_line + code, "utf-8")
    part.replace(BUNDLE)


class BundleHook(BuildHookInterface[Any]):
    """Hatchling calls it before it makes a wheel.

    An editable install gets the bundle too; it reads the data sets where they lie.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        check_notices()
        make_bundle()
        if version != "editable":
            tables = (path for path in DATASETS.iterdir() if path.suffix in {".csv", ".toml"})
            packed = {str(path): f"unstuck/_datasets/{path.name}" for path in sorted(tables)}
            build_data["force_include"].update(packed)
