"""The programs that speak on Linux: how each is told what to say, and how its voices are read. No Qt.

`spd-say` is the speech the desktop's own screen reader uses; `espeak-ng` and the older `espeak` speak by themselves.
Options are written short: the long `--stop` of `spd-say` 0.11 asks for a value it does not have.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from flashcards.settings import SpeakingSpeed
from flashcards.ui.speech.manner import Manner, Voice

_PARTS = 3
"""What a line about a voice of `spd-say` says: name, language, variant."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*")
_COLUMNS = 4
"""What one of `espeak-ng` says at least: priority, language, age and gender, name."""


class Program(NamedTuple):
    """One program.

    Attributes:
        name: as it is called.
        says: what it is told before anything else.
        speeds: numbers for its speeds.
        speed, voice, language: what comes before the number and the names.
        lists: what makes it list its voices.
        stops: what makes it stop another of its kind, or () when ending that is enough.
        voices: reads the list.
    """

    name: str
    says: tuple[str, ...]
    speeds: Mapping[SpeakingSpeed, str]
    speed: str
    voice: str
    language: str
    lists: tuple[str, ...]
    stops: tuple[str, ...]
    voices: Callable[[str, str], tuple[Voice, ...]]

    def arguments(self, text: str, manner: Manner) -> list[str]:
        """Give what it is called with to read a text."""
        given = [*self.says, self.speed, self.speeds[manner.speed]]
        owner, _, name = manner.voice.partition(":")
        if manner.language:
            given += [self.language, manner.language.replace("_", "-").lower()]
        elif owner == self.name and name:
            given += [self.voice, name]
        return [*given, "--", text]


def _of_dispatcher(listed: str, program: str) -> tuple[Voice, ...]:
    """Read columns of names, which may have spaces, languages and variants; `+` marks one voice in a hundred guises."""
    lines = (line.rsplit(None, _PARTS - 1) for line in listed.splitlines()[1:])
    named = ((line[0].strip(), line[1]) for line in lines if len(line) == _PARTS and _is_plain(line))
    return tuple(Voice(f"{program}:{name}", name, language) for name, language in named)


def _is_plain(line: list[str]) -> bool:
    return "+" not in line[0] and _LANGUAGE.fullmatch(line[1]) is not None


def _of_espeak(listed: str, program: str) -> tuple[Voice, ...]:
    """Read columns of which the second is the language, by which a voice is called, and the fourth its name."""
    lines = (line.split() for line in listed.splitlines()[1:])
    named = ((line[1], line[3].replace("_", " ")) for line in lines if len(line) >= _COLUMNS)
    return tuple(Voice(f"{program}:{language}", name, language) for language, name in named)


def _espeak(name: str) -> Program:
    words_a_minute = {SpeakingSpeed.SLOW: "130", SpeakingSpeed.USUAL: "170", SpeakingSpeed.FAST: "220"}
    return Program(name, (), words_a_minute, "-s", "-v", "-v", ("--voices",), (), _of_espeak)


_DISPATCHER = Program(
    name="spd-say",
    says=("-w", "-N", "Flashcards"),
    speeds={SpeakingSpeed.SLOW: "-30", SpeakingSpeed.USUAL: "0", SpeakingSpeed.FAST: "30"},
    speed="-r",
    voice="-y",
    language="-l",
    lists=("-L",),
    stops=("-S",),
    voices=_of_dispatcher,
)

PROGRAMS = (_DISPATCHER, _espeak("espeak-ng"), _espeak("espeak"))
"""In the order in which they are tried."""


def reason(said: str) -> str:
    """Give what a program complained of, in its own words; "" when it did not.

    Audio libraries grumble beside it although all is well, so only what is called an error counts.
    """
    lines = [line.strip() for line in said.splitlines()]
    return next((line for line in reversed(lines) if line.lower().startswith(("error", "failed"))), "")
