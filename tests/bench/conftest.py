from live import browser, serve

__all__ = ["browser", "serve"]
