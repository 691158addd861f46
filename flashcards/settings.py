"""Preferences about this machine: how the window looks and sounds. What is about learning lives in the collection.

They are kept as TOML, by hand-writable keys, in the configuration folder.
"""

import contextlib
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path

from flashcards.domain.errors import SettingsError

SMALLEST_TEXT_PERCENT = 80
LARGEST_TEXT_PERCENT = 200


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


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the window looks on this machine.

    Attributes:
        theme: light, dark, or as the system says.
        text_percent: size of all text, 80 to 200.
        motion: full, reduced, or as the system says.
        plays_sounds: a card's sounds are played when it is shown.
        has_two_buttons: answers are Again or Good, with two buttons instead of four.
        keys: actions by their names in code, each with its keys, where they are not the usual ones; sorted.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_percent: int = 100
    motion: Motion = Motion.SYSTEM
    plays_sounds: bool = True
    has_two_buttons: bool = False
    keys: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse sizes no screen offers."""
        if not SMALLEST_TEXT_PERCENT <= self.text_percent <= LARGEST_TEXT_PERCENT:
            problem = f"{self.text_percent} is not between {SMALLEST_TEXT_PERCENT} and {LARGEST_TEXT_PERCENT}"
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
        match name, value:
            case "theme", str():
                return replace(preferences, theme=ThemeChoice(value))
            case "motion", str():
                return replace(preferences, motion=Motion(value))
            case "plays_sounds", bool():
                return replace(preferences, plays_sounds=value)
            case "has_two_buttons", bool():
                return replace(preferences, has_two_buttons=value)
            case "keys", dict() if all(isinstance(keys, str) for keys in value.values()):
                return replace(preferences, keys=tuple(sorted(value.items())))
            case "text_percent", int() if not isinstance(value, bool):
                return replace(preferences, text_percent=value)
    except ValueError as error:
        raise _unusable(path, name, value) from error
    raise _unusable(path, name, value)


def _unusable(path: Path, name: str, value: object) -> SettingsError:
    offered = {
        "theme": '"system", "light" or "dark"',
        "motion": '"system", "full" or "reduced"',
        "plays_sounds": "true or false",
        "has_two_buttons": "true or false",
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
