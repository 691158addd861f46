"""Notes that ask nearly the same: pairs of them, and the notes one may be confused with."""

from flashcards.collection.similar.near_duplicates import NearDuplicates, SimilarPair, near_duplicates

__all__ = ["NearDuplicates", "SimilarPair", "near_duplicates"]
