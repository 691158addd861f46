"""What a number may be: said once, kept by the values and offered by the screens."""

from typing import NamedTuple


class Range(NamedTuple):
    """Both ends are included."""

    low: float
    high: float

    def check(self, name: str, value: float) -> None:
        """Refuse a value outside.

        Raises:
            ValueError: it is outside; the message names it.
        """
        if not self.low <= value <= self.high:
            problem = f"{name}: {value} is not between {self.low} and {self.high}"
            raise ValueError(problem)

    @property
    def in_percent(self) -> "Range":
        """The same range of shares, in whole percent."""
        return Range(round(self.low * 100), round(self.high * 100))
