"""What a plan leaves of the cards that are due, in words: for the window and the terminal."""

from flashcards.wording import counted, grouped


def left_text(left: int, new: int, reviews: int) -> str:
    """Say how many cards are due and not in today's plan, and why; "" when none is.

    Args:
        left: due, and not in the plan.
        new, reviews: cards in it.
    """
    if not left:
        return ""
    is_one = left == 1
    if not new + reviews:
        return f"{counted(left, 'card')} {'is' if is_one else 'are'} due that the plan leaves today."
    better = "other cards" if reviews else "new cards"
    return (
        f"{grouped(left)} more {'is' if is_one else 'are'} due; the plan leaves {'it' if is_one else 'them'} today: "
        f"{better} add more by your exam."
    )
