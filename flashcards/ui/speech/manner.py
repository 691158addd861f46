"""How something is read aloud, and by whom. No Qt."""

from typing import NamedTuple

from flashcards.settings import SpeakingSpeed


class Voice(NamedTuple):
    """A voice of the system.

    Attributes:
        id: what tells it from every other on this machine.
        name: as the system calls it.
        language: as the system writes it, such as "en-us".
    """

    id: str
    name: str
    language: str


class Manner(NamedTuple):
    """How a text is read.

    Attributes:
        voice: the id of a voice, or "" for the one the system would take.
        language: of the text, such as "en_US", which comes before the voice; or "" when nobody has said.
    """

    voice: str = ""
    speed: SpeakingSpeed = SpeakingSpeed.USUAL
    language: str = ""
