"""The tools of the course: each names its inputs, its solver, its charts and its words."""
