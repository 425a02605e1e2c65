"""The Jupyter server of Binder: its start page is the course's home page."""

from unstuck.serve.extension import settings

c.merge(settings())  # noqa: F821
