"""The check of spelling: American English, and the words of the field that a folder of decks lists in `words.txt`.

The dictionary is that of pyspellchecker. It takes a third of a second to load and is loaded by the check only.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from flashcards.formats.lint_seen import Across, SeenNote

if TYPE_CHECKING:
    from spellchecker import SpellChecker

WORDS_FILE = "words.txt"

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w)")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOUBLED = re.compile(
    r"((?:re|mis|un)?(?:cancel|channel|counsel|equal|fuel|funnel|initial|label|level|marshal|model|panel|parcel|signal"
    r"|total|travel))l(ed|ing|ings|er|ers|or|ors)"
)
_BRITISH = {
    "acknowledgement": "acknowledgment",
    "acknowledgements": "acknowledgments",
    "ageing": "aging",
    "amongst": "among",
    "analyse": "analyze",
    "analysed": "analyzed",
    "analysing": "analyzing",
    "cheque": "check",
    "cheques": "checks",
    "coloured": "colored",
    "defence": "defense",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "enrolments": "enrollments",
    "enrols": "enrolls",
    "foetal": "fetal",
    "foetus": "fetus",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "fulfils": "fulfills",
    "grey": "gray",
    "instalment": "installment",
    "instalments": "installments",
    "judgement": "judgment",
    "judgements": "judgments",
    "licence": "license",
    "licences": "licenses",
    "offence": "offense",
    "offences": "offenses",
    "paediatric": "pediatric",
    "practise": "practice",
    "practised": "practiced",
    "practises": "practices",
    "practising": "practicing",
    "programme": "program",
    "programmes": "programs",
    "skilful": "skillful",
    "storey": "story",
    "storeys": "stories",
    "theatre": "theater",
    "whilst": "while",
    "wilful": "willful",
    "wilfully": "willfully",
}
"""British spellings that American dictionaries know, and `-ise` and `-our` are not among them."""


def read_words(text: str) -> frozenset[str]:
    """Read a list of words, one a line; a line that begins with `#` is a heading.

    A word in small letters may also be written with capitals; one with capitals only as it is listed. The plural
    in `s` and the possessive of a listed word are right, too.
    """
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def spelling(notes: Sequence[SeenNote], listed: frozenset[str]) -> Iterator[Across]:
    """Find words that are in neither the dictionary nor the list; in a case text, once for all its questions."""
    cases: set[str] = set()
    for note in notes:
        texts = note.texts
        if note.case and note.case not in cases:
            cases.add(note.case)
            texts = (("Case", note.case), *texts)
        yield from ((note, line, message) for line, message in _misspelt(note, texts, listed))


def _misspelt(note: SeenNote, texts: Sequence[tuple[str, str]], listed: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Find each word of a note once."""
    told: set[str] = set()
    for key, text in texts:
        for word in _WORD.findall(text):
            for wrong, advice in _judged(word, listed):
                if wrong not in told:
                    told.add(wrong)
                    yield note.draft.line_of(key), f"“{wrong}” {advice}"


def _judged(word: str, listed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give what is wrong in a word, part by part when it has hyphens."""
    if _is_listed(word, listed):
        return
    for part in word.split("-"):
        bare = _POSSESSIVE.sub("", part)
        if len(bare) < 2 or _is_listed(bare, listed):
            continue
        if british := _american(bare.lower()):
            yield bare, f"is British; American is “{british}”"
        elif not _is_known(part) and not _is_known(bare):
            yield bare, f"is not in the dictionary{_suggestion(bare, listed)}"


def _is_listed(word: str, listed: frozenset[str]) -> bool:
    forms = (word, word.lower(), word.removesuffix("s"), word.lower().removesuffix("s"))
    return any(form in listed for form in forms)


@cache
def _american(word: str) -> str | None:
    """Give the American spelling of a British word; None for every other word."""
    doubled = _DOUBLED.fullmatch(word)
    return doubled[1] + doubled[2] if doubled else _BRITISH.get(word)


@cache
def _is_known(word: str) -> bool:
    return word.lower().replace("’", "'") in _dictionary()


@cache
def _suggestion(word: str, listed: frozenset[str]) -> str:
    """Suggest a listed word, else one of the dictionary; abbreviations are like too many words of it."""
    likely = next(iter(get_close_matches(word, sorted(listed), n=1, cutoff=0.8)), None)
    if likely is None:
        likely = next((entry for entry in sorted(listed) if entry.casefold() == word.casefold()), None)
    if likely is None and not word.isupper():
        likely = _dictionary().correction(word.lower())
    return f"; did you mean “{likely}”?" if likely and likely != word else ""


@cache
def _dictionary() -> "SpellChecker":
    from spellchecker import SpellChecker  # reads a large dictionary

    return SpellChecker(language="en", distance=1)
