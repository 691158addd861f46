"""How work that takes a while tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, float], None]
"""Told now and then what is being done and which share of it is done, 0 to 1. Raises `CancelledError` to stop it."""


def no_progress(_doing: str, _share: float) -> None:
    """Take no notice of progress."""
