"""Setting forecasts right by the learner's own answers: `logit P = a + b logit R`.

Where the memory model says 90 % and the learner recalls 85 %, `a` and `b` learn it, review by review, the newest
counting most. For forecasts and statistics; intervals stay plain FSRS.
"""

import math
from collections.abc import Iterable

FORGETTING = 0.999
"""How much all that was learnt still counts after one more review."""

PRIOR_SD = (0.5, 0.25)
"""Standard deviations of a and b around 0 and 1 before any review."""

MOST = 0.999
"""Recall is held between this and its opposite."""


def recalibrate(reviews: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    """Learn a and b, by a recursive logistic step for each review.

    Args:
        reviews: the model's recall at the time, 0 to 1, and whether the card was recalled; the oldest first, only those
            of a later day than the card's answer before.

    Returns:
        a and b; 0 and 1 without reviews.
    """
    (prior_a, prior_b), (a, b) = (1 / sd**2 for sd in PRIOR_SD), (0.0, 1.0)
    weight_aa, weight_ab, weight_bb = prior_a, 0.0, prior_b
    for recall, is_recalled in reviews:
        held = min(max(recall, 1 - MOST), MOST)
        logit = math.log(held / (1 - held))
        chance = 1 / (1 + math.exp(-(a + b * logit)))
        spread = chance * (1 - chance)
        weight_aa = FORGETTING * weight_aa + (1 - FORGETTING) * prior_a + spread
        weight_ab = FORGETTING * weight_ab + spread * logit
        weight_bb = FORGETTING * weight_bb + (1 - FORGETTING) * prior_b + spread * logit**2
        push_a = is_recalled - chance - (1 - FORGETTING) * prior_a * a
        push_b = logit * (is_recalled - chance) - (1 - FORGETTING) * prior_b * (b - 1)
        size = weight_aa * weight_bb - weight_ab**2
        a += (weight_bb * push_a - weight_ab * push_b) / size
        b += (weight_aa * push_b - weight_ab * push_a) / size
    return a, b
