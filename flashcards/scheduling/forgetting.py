"""The forgetting curve of FSRS-6: how likely a card is recalled, and when that falls to a wanted level.

Works on plain numbers and on numpy arrays alike, without importing numpy.

Source:
    Open Spaced Repetition, FSRS-6, "forgetting curve" (a power function with a trained decay).
"""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RETENTION_AT_STABILITY = 0.9
"""Stability is defined as the days after which a card is recalled with this probability."""

Number = TypeVar("Number", float, "NDArray[np.float64]")


def power(base: Number, exponent: float) -> Number:
    """Give `base` to the power of a plain number; `base` is above 0."""
    raised: Number = base**exponent
    return raised


class ForgettingCurve:
    """How retrievability falls with the days, for one decay.

    Attributes:
        decay: FSRS-6 parameter 20, between 0.1 and 0.8.
        factor: makes retrievability 0.9 when the days elapsed equal the stability.
    """

    def __init__(self, decay: float) -> None:
        """Work out the factor."""
        self.decay = decay
        self.factor = power(RETENTION_AT_STABILITY, -1 / decay) - 1

    def retrievability(self, elapsed_days: Number, stability_days: Number) -> Number:
        """Give the probability of recalling a card: `(1 + factor * t / S) ** -decay`.

        Args:
            elapsed_days: study days since the last review, 0 or more.

        Returns:
            A probability in (0, 1]; exactly 1 when nothing has elapsed.
        """
        return power(1 + self.factor * elapsed_days / stability_days, -self.decay)

    def days_until(self, retention: float, stability_days: Number) -> Number:
        """Give the days after which retrievability has fallen to `retention`, unrounded.

        `S / factor * (retention ** (-1 / decay) - 1)`: the inverse of `retrievability`.

        Args:
            retention: between 0 and 1, both excluded.
        """
        return stability_days * ((power(retention, -1 / self.decay) - 1) / self.factor)
