"""Notes and templates made into HTML that is safe to show. Pure: no Qt, no files, no network."""

from flashcards.domain.plain_text import plain_text
from flashcards.rendering.cards import RenderedCard, card_ordinals, render
from flashcards.rendering.filling import Hint, TypedAnswer
from flashcards.rendering.many import CardMaker
from flashcards.rendering.sanitising import clean_html, is_media_name
from flashcards.rendering.speaking import Spoken, spoken_text
from flashcards.rendering.typed import Comparison, Part, Verdict, compare_typed

__all__ = [
    "CardMaker",
    "Comparison",
    "Hint",
    "Part",
    "RenderedCard",
    "Spoken",
    "TypedAnswer",
    "Verdict",
    "card_ordinals",
    "clean_html",
    "compare_typed",
    "is_media_name",
    "plain_text",
    "render",
    "spoken_text",
]
