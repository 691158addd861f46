"""`flashcards search`: the cards a search finds."""

import json
from typing import TextIO

from flashcards.collection.collection import Look
from flashcards.collection.searching import search, shown_texts, unknown_word
from flashcards.domain.errors import SearchError

LONGEST_SHOWN = 60
"""How much of a word that is wrong is written."""


def print_found(collection: Look, query: str, out: TextIO, *, as_json: bool) -> None:
    """Print the cards a search finds, by id.

    Raises:
        SearchError: it cannot be understood; says which part is meant.
    """
    try:
        found = collection.read(lambda look: search(look, query, collection.clock(), collection.zone))
    except SearchError as error:
        raise _pointing(error, query) from error
    if as_json:
        rows = [{"card": one.card_id, "guid": one.guid, "ord": one.ordinal} for one in found]
        out.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return
    texts = collection.read(lambda look: shown_texts(look, (one.note_id for one in found)))
    for one in found:
        out.write(f"{one.card_id:>8} {one.ordinal + 1:>2}  {texts[one.note_id]}\n")
    unknown = None if found else collection.read(lambda look: unknown_word(look, query))
    if unknown is not None:
        out.write(f"{unknown.sentence}\n")
    out.write(f"{len(found)} card{'' if len(found) == 1 else 's'}\n")


def _pointing(error: SearchError, query: str) -> SearchError:
    """Name the word that is meant, in the one line there is."""
    word = query[error.start : error.end]
    word = word if len(word) <= LONGEST_SHOWN else f"{word[:LONGEST_SHOWN]}…"
    where = f" At sign {error.start + 1}: {word}" if word else ""
    return SearchError(f"{error}{where}", error.start, error.end)
