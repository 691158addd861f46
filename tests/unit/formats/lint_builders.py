"""Decks with little in them, and what the lint says of them."""

from pathlib import Path

from flashcards.formats import DeckDraft, Scope, lint, read_deck_text

TOP = "---\ndeck: D\nchecked: 2026-11-23\ndomain: 1\nsource: 45 CFR 164.524\n---\n"
"""Six lines: the first note stands on line 7."""


def a_draft(body: str, top: str = TOP, name: str = "a.md") -> DeckDraft:
    draft = read_deck_text(top + body, Path(name))
    assert draft.problems == (), "the sample is not what it is meant to be"
    return draft


def a_choice(
    *options: str, question: str = "Which one?", guid: str = "n", right: int = 0, more: str = "", case: str = ""
) -> str:
    """Give a choice note that no check finds fault with, unless its texts give reason to."""
    marked = "".join(
        f"- [{'x' if place == right else ' '}] {option}\n  Because.\n" for place, option in enumerate(options)
    )
    about = f"Case: {case}\n" if case else ""
    return f"## {guid}\n{about}Q: {question}\n{marked}Level: recall\nTests: r\n{more}"


def found(*drafts: DeckDraft, scope: Scope | None = None) -> list[str]:
    return [str(problem) for problem in lint(drafts, scope or Scope())]


def checks(body: str, scope: Scope | None = None) -> list[str]:
    """Give the names of the checks that find something in one file of notes."""
    return [problem.check for problem in lint([a_draft(body)], scope or Scope())]
