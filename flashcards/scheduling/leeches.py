"""When a card that keeps being forgotten is called a leech."""


def is_leech(lapses: int, threshold: int) -> bool:
    """Say whether this lapse is one to report: the threshold, and every half threshold (rounded up) after it.

    With a threshold of 8: lapses 8, 12, 16 and so on.

    Args:
        lapses: Again answers in review, this one included.
        threshold: at least 1.
    """
    half = (threshold + 1) // 2
    return lapses >= threshold and (lapses - threshold) % half == 0
