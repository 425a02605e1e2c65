"""The course without a server: every page as files that any web host can serve."""
