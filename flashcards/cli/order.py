"""Which order the words of a call may stand in."""

from collections.abc import Sequence

COLLECTION = "--collection"


def with_collection_first(arguments: Sequence[str]) -> list[str]:
    """Put `--collection FILE` before the command, wherever it stands; the last one counts.

    What follows `--` is no option. Without a file behind it the option alone is given, for that is what is refused.
    """
    chosen: list[str] = []
    others: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            others += [word, *words]
        elif word == COLLECTION:
            file = next(words, None)
            if file is None:
                return [COLLECTION]
            chosen += [COLLECTION, file]
        elif word.startswith(f"{COLLECTION}="):
            chosen.append(word)
        else:
            others.append(word)
    return [*chosen, *others]
