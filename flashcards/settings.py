"""Preferences about this machine: how the window looks and sounds. What is about learning lives in the collection.

They are kept as TOML, by hand-writable keys, in the configuration folder.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from flashcards.domain.errors import SettingsError
from flashcards.domain.ranges import Range

SMALLEST_TEXT_PERCENT = 80
LARGEST_TEXT_PERCENT = 200
SIDE_SECONDS = Range(1, 600)
"""How long auto-advance may show a side."""


class ThemeChoice(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Motion(StrEnum):
    """Whether anything moves."""

    SYSTEM = "system"
    FULL = "full"
    REDUCED = "reduced"


class AfterAnswer(StrEnum):
    """What auto-advance does when an answer was looked at long enough."""

    WAIT = "wait"
    AGAIN = "again"
    GOOD = "good"


class SpeakingSpeed(StrEnum):
    """How fast cards are read aloud."""

    SLOW = "slow"
    USUAL = "usual"
    FAST = "fast"


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the window looks on this machine.

    Attributes:
        theme: light, dark, or as the system says.
        text_percent: size of all text, 80 to 200.
        font: the family everything is written in, or "" for the system's.
        has_high_contrast: text and edges stand out more than usual.
        motion: full, reduced, or as the system says.
        plays_sounds: a card's sounds are played when it is shown.
        reads_aloud: cards are read aloud as they are shown.
        voice: the id of the system's voice that reads, or "" for the one it would take.
        speaking_speed: how fast it reads.
        has_two_buttons: answers are Again or Good, with two buttons instead of four.
        question_seconds, answer_seconds: how long auto-advance shows each side, 1 to 600.
        after_answer: what it does then.
        keys: actions by their names in code, each with its keys, where they are not the usual ones; sorted.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_percent: int = 100
    font: str = ""
    has_high_contrast: bool = False
    motion: Motion = Motion.SYSTEM
    plays_sounds: bool = True
    reads_aloud: bool = False
    voice: str = ""
    speaking_speed: SpeakingSpeed = SpeakingSpeed.USUAL
    has_two_buttons: bool = False
    question_seconds: int = 20
    answer_seconds: int = 10
    after_answer: AfterAnswer = AfterAnswer.WAIT
    keys: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse sizes no screen offers."""
        if not SMALLEST_TEXT_PERCENT <= self.text_percent <= LARGEST_TEXT_PERCENT:
            problem = f"{self.text_percent} is not between {SMALLEST_TEXT_PERCENT} and {LARGEST_TEXT_PERCENT}"
            raise ValueError(problem)
        for seconds in (self.question_seconds, self.answer_seconds):
            if not SIDE_SECONDS.low <= seconds <= SIDE_SECONDS.high:
                problem = f"{seconds} is not between {SIDE_SECONDS.low} and {SIDE_SECONDS.high}"
                raise ValueError(problem)


DEFAULTS = Preferences()


def load(path: Path) -> Preferences:
    """Read the preferences; a file that is not there gives the defaults.

    Keys this version does not know are left alone, so that an older version can share the file.

    Raises:
        SettingsError: the file cannot be read or holds a value no screen offers. It is left as it is.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return DEFAULTS
    except (OSError, UnicodeDecodeError) as error:
        problem = f"{path} cannot be read ({_reason(error)}). The usual look is used; the file was left as it is."
        raise SettingsError(problem) from error
    return _read(path, text)


def save(path: Path, preferences: Preferences) -> None:
    """Write the preferences, all or nothing.

    Raises:
        SettingsError: the disk refused.
    """
    lines = ["# How Flashcards looks on this machine."]
    lines += [
        f"{field.name} = {_toml(getattr(preferences, field.name))}"
        for field in fields(preferences)
        if field.name != "keys"
    ]
    if preferences.keys:
        lines += ["", "[keys]", *(f"{name} = {_toml(keys)}" for name, keys in preferences.keys)]
    beside = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        problem = (
            f"Your preferences could not be saved to {path} ({_reason(error)}). They hold until Flashcards is closed."
        )
        raise SettingsError(problem) from error


def _read(path: Path, text: str) -> Preferences:
    import tomllib  # a first start has no file, and need not wait for the reader

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = f"{path} is not valid TOML ({error}). The usual look is used; the file was left as it is."
        raise SettingsError(problem) from error
    preferences = DEFAULTS
    for field in fields(DEFAULTS):
        if field.name in table:
            preferences = _with(path, preferences, field.name, table[field.name])
    return preferences


def _with(path: Path, preferences: Preferences, name: str, value: object) -> Preferences:
    try:
        read: dict[str, Any] = {name: _READERS[type(getattr(DEFAULTS, name))](value)}
        return replace(preferences, **read)
    except ValueError as error:
        raise _unusable(path, name, value) from error


def _read_flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(value)


def _read_text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(value)


def _read_number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError(value)


def _read_keys(value: object) -> tuple[tuple[str, str], ...]:
    if isinstance(value, dict) and all(isinstance(keys, str) for keys in value.values()):
        return tuple(sorted(value.items()))
    raise ValueError(value)


_READERS: dict[type, Callable[[Any], object]] = {
    ThemeChoice: ThemeChoice,
    Motion: Motion,
    AfterAnswer: AfterAnswer,
    SpeakingSpeed: SpeakingSpeed,
    str: _read_text,
    bool: _read_flag,
    int: _read_number,
    tuple: _read_keys,
}
"""What reads a value, by the type of its default; each raises `ValueError` for what it cannot be."""


def _unusable(path: Path, name: str, value: object) -> SettingsError:
    offered = {
        "theme": '"system", "light" or "dark"',
        "motion": '"system", "full" or "reduced"',
        "font": "a text",
        "has_high_contrast": "true or false",
        "plays_sounds": "true or false",
        "reads_aloud": "true or false",
        "voice": "a text",
        "speaking_speed": '"slow", "usual" or "fast"',
        "has_two_buttons": "true or false",
        "question_seconds": "a whole number from 1 to 600",
        "answer_seconds": "a whole number from 1 to 600",
        "after_answer": '"wait", "again" or "good"',
        "keys": "a table of texts",
        "text_percent": f"a whole number from {SMALLEST_TEXT_PERCENT} to {LARGEST_TEXT_PERCENT}",
    }[name]
    return SettingsError(
        f"{path}: {name} is {_toml(value)}, but must be {offered}. The usual look is used; the file was left as it is."
    )


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def _reason(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8 text"
