"""``python -m unstuck.charts`` writes the compiled charts into the package."""

from unstuck.charts import compile_all

for path in compile_all():
    print(path.name)
