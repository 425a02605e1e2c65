"""Small courses to measure against, made afresh for each run."""

from __future__ import annotations

from pathlib import Path

import nbformat

BARE = "import ipywidgets\nipywidgets.FloatSlider(description='Price')"

FORTY_STOCK = """
import ipywidgets as w
w.VBox([w.HBox([w.FloatSlider(description=str(n)), w.FloatText()]) for n in range(40)])
"""

FORTY_OURS = """
from dataclasses import field, make_dataclass
from unstuck.kit.blocks import finding
from unstuck.kit.fields import quantity
from unstuck.kit.tool import Tool
told = [(f"q{n}", float, quantity(5, label=f"Number {n}", low=0, high=10)) for n in range(40)]
class Forty(Tool):
    Inputs = make_dataclass("Inputs", told, frozen=True)
    title, lead = "Forty", "Move them."
    solve = staticmethod(lambda inputs: inputs)
    def show(self, inputs, result): return [finding("Forty.")]
Forty()
"""

CHART = """
import altair as alt
from unstuck.charts import spec
from unstuck.tools.zopa_explorer import ZopaExplorer
tool = ZopaExplorer()
def picture(seller):
    tool.set(seller=seller)
    chart = tool.chart
    chart.title = f"seen {seller:g}"
    return chart
"""

JUPYTER_CHART = (
    CHART
    + """
import ipywidgets as w
alt.JupyterChart.enable_offline()
slider = w.IntSlider(50, 0, 100)
shown = alt.JupyterChart(picture(50), embed_options={"renderer": "svg", "actions": False})
slider.observe(lambda change: setattr(shown, "chart", picture(change.new)), "value")
w.VBox([slider, shown])
"""
)

OUTPUT = (
    CHART
    + """
import ipywidgets as w
from IPython.display import display
slider, out = w.IntSlider(50, 0, 100), w.Output()
def draw(change=None):
    with out:
        out.clear_output(wait=True)
        told = picture(slider.value).to_dict()
        display({"application/vnd.vegalite.v6+json": told, "application/vnd.vegalite.v5+json": told}, raw=True)
slider.observe(draw, "value")
w.VBox([slider, out])
"""
)

OURS = "import unstuck\nunstuck.ZopaExplorer()"


def make(folder: Path, name: str, code: str) -> Path:
    """One notebook with one code cell; gives its path."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(f"# {name}"), nbformat.v4.new_code_cell(code.strip())]
    )
    notebook.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    path = folder / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


def syllabus(folder: Path, names: list[str]) -> None:
    """Let the course's own server serve these notebooks."""
    lines = ['id = "bench"', 'title = "Bench"', 'subtitle = "b"', 'version = "1"', 'about = "b"']
    for name in sorted(names):
        lines += ["[[module]]", f'slug = "{name}"', f'title = "{name}"', 'question = "?"']
        lines += ["minutes = 1", "tools = []", 'dataset = ""']
    (folder / "syllabus.toml").write_text("\n".join(lines), "utf-8")
