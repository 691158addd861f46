"""The values of a note, or of the top of a file, read by key; what is wrong with them is collected."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from flashcards.domain.note import Provenance
from flashcards.formats import deck_values
from flashcards.formats.deck_blocks import Value

T = TypeVar("T")

_WORD = re.compile(r"(?:\\,|[^\s,])+")


class ValueReader:
    """Reads values by key.

    Attributes:
        found: line and message of each problem.
    """

    def __init__(self, values: Mapping[str, Sequence[Value]]) -> None:
        self.found: list[tuple[int, str]] = []
        self._values = values

    def attempt(self, line: int, read: Callable[[str], T], text: str) -> T | None:
        """Read a text; when `read` refuses it, note why and give None."""
        try:
            return read(text)
        except ValueError as problem:
            self.found.append((line, str(problem)))
            return None

    def plain(self, key: str, default: str = "") -> str:
        """Give the text behind a key; `default` when there is none."""
        values = self._values.get(key)
        return (values[0].plain if values else "") or default

    def one(self, key: str, read: Callable[[str], T], default: T) -> T:
        """Read what stands behind a key; `default` when there is nothing, or nothing that can be read."""
        values = self._values.get(key)
        if not values:
            return default
        found = self.attempt(values[0].line, read, values[0].plain)
        return default if found is None else found

    def each(self, key: str, read: Callable[[str], T]) -> list[T]:
        """Read every value of a key that may be repeated, leaving out those that cannot be read."""
        found = [self.attempt(value.line, read, value.plain) for value in self._values.get(key, ())]
        return [item for item in found if item is not None]

    def words(self, key: str) -> tuple[str, ...]:
        r"""Give the words behind a key, without repeats. Commas between them are forgiven; `\,` is one in a word."""
        return tuple(dict.fromkeys(word.replace("\\,", ",") for word in _WORD.findall(self.plain(key))))

    def provenance(self, general: Provenance) -> Provenance:
        """Read where a note comes from; `general` answers for keys that are not there."""
        return Provenance(
            citation=self.plain("Source", general.citation),
            checked_on=self.one("Checked", deck_values.read_date, general.checked_on),
            as_of=self.plain("As of", general.as_of),
            domain=self.one("Domain", deck_values.read_domain, general.domain),
            level=self.one("Level", deck_values.read_level, general.level),
            facts=self.words("Facts"),
            tests=self.words("Tests"),
            is_exam_only=self.one("Use", deck_values.read_use, default=False),
            tolerance=self.one("Tolerance", deck_values.read_tolerance, default=None),
        )
