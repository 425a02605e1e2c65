"""Pure analysis: frozen dataclasses and functions, a file a concept."""
