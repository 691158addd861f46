"""Notes that ask nearly the same: pairs of them, and the notes one may be confused with."""

from flashcards.collection.similar.confusable import Confusable, confusable
from flashcards.collection.similar.near_duplicates import NearDuplicates, SimilarPair, near_duplicates

__all__ = ["Confusable", "NearDuplicates", "SimilarPair", "confusable", "near_duplicates"]
