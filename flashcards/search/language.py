"""The grammar: words side by side all have to hold; `or`, `-` and parentheses do what they say."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

from flashcards.domain.errors import SearchError
from flashcards.domain.search import Both, Either, Every, Node, Not
from flashcards.search.terms import is_pattern, term
from flashcards.search.words import Sign, Token, Word, words_of

DEEPEST = 50
"""How many parentheses and minus signs may lie in each other."""


@lru_cache(maxsize=8)
def parse(line: str) -> Node:
    """Give what a search asks for; an empty line asks for everything.

    The lines asked last are remembered: each is looked at as it is typed, and again when it is searched.

    Raises:
        SearchError: it cannot be understood; says which part of the line is meant.
    """
    tokens = words_of(line)
    if not tokens:
        return Every()
    parser = _Parser(tokens, len(line))
    found = parser.either()
    if parser.peek() is not None:
        problem = "This closing parenthesis has no opening one before it."
        raise SearchError(problem, parser.place, parser.place + 1)
    return found


class _Parser:
    def __init__(self, tokens: list[tuple[Token, int]], length: int) -> None:
        self._tokens = tokens
        self._length = length
        self._at = 0
        self._depth = 0

    def peek(self) -> Token | None:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else None

    @property
    def place(self) -> int:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else self._length

    def either(self) -> Node:
        parts = [self._both()]
        while self.peek() is Sign.OR:
            self._at += 1
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self) -> Node:
        parts = [self._one()]
        while self.peek() not in (None, Sign.OR, Sign.CLOSE):
            if self.peek() is Sign.AND:
                self._at += 1
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _one(self) -> Node:
        token, place = self.peek(), self.place
        if token is Sign.MINUS:
            self._at += 1
            return Not(self._within(self._one, place))
        if token is Sign.OPEN:
            with self._after_pattern(place):
                return self._within(lambda: self._group(place), place)
        if isinstance(token, Word):
            self._at += 1
            return term(token)
        problem = "Something to search for is missing here."
        raise SearchError(problem, *self._sign_here())

    @contextmanager
    def _after_pattern(self, place: int) -> Iterator[None]:
        """Say of `re:(` what is wrong: a parenthesis ends a word, as in Anki, so what follows is read as a search."""
        word = self._tokens[self._at - 1][0] if self._at else None
        try:
            yield
        except SearchError as error:
            if isinstance(word, Word) and word.end == place and is_pattern(word):
                problem = 'A pattern with parentheses in it stands between quotation marks: "re:fract(ure|ions)".'
                raise SearchError(problem, word.start, place + 1) from error
            raise

    def _within(self, read: Callable[[], Node], place: int) -> Node:
        """Read what lies one deeper."""
        if self._depth == DEEPEST:
            problem = f"Parentheses and minus signs lie in each other more than {DEEPEST} deep here. Take some away."
            raise SearchError(problem, place, place + 1)
        self._depth += 1
        found = read()
        self._depth -= 1
        return found

    def _sign_here(self) -> tuple[int, int]:
        """Give where the sign stands that something is missing beside: at the end of the line the last one."""
        token, start = self._tokens[min(self._at, len(self._tokens) - 1)]
        return start, start + (len(token.value) if isinstance(token, Sign) else token.end - token.start)

    def _group(self, place: int) -> Node:
        self._at += 1
        if self.peek() is Sign.CLOSE:
            problem = "These parentheses are empty. Write something to search for in them."
            raise SearchError(problem, place, self.place + 1)
        found = self.either()
        if self.peek() is not Sign.CLOSE:
            problem = "This opening parenthesis is not closed."
            raise SearchError(problem, place, place + 1)
        self._at += 1
        return found
