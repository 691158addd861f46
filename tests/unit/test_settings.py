"""This machine's preferences survive, and a bad file does no harm."""

from pathlib import Path

import pytest

from flashcards.domain.errors import SettingsError
from flashcards.settings import DEFAULTS, Motion, Preferences, ThemeChoice, load, save


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "preferences.toml") == DEFAULTS


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "preferences.toml"
    preferences = Preferences(theme=ThemeChoice.DARK, text_percent=150, motion=Motion.REDUCED)

    save(path, preferences)

    assert load(path) == preferences
    assert [one.name for one in path.parent.iterdir()] == ["preferences.toml"]


def test_chosen_keys_come_back_whatever_sign_they_are(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    preferences = Preferences(keys=(("bury_card", '" \\ Shift+B'), ("go_today", "")))

    save(path, preferences)

    assert load(path) == preferences


def test_the_file_reads_like_a_person_wrote_it(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"

    save(path, DEFAULTS)

    assert path.read_text(encoding="utf-8") == (
        '# How Flashcards looks on this machine.\ntheme = "system"\ntext_percent = 100\nfont = ""\n'
        'has_high_contrast = false\nmotion = "system"\n'
        'plays_sounds = true\nreads_aloud = false\nvoice = ""\nspeaking_speed = "usual"\n'
        "has_two_buttons = false\nquestion_seconds = 20\nanswer_seconds = 10\n"
        'after_answer = "wait"\n'
    )


def test_keys_of_a_newer_version_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text('theme = "dark"\nsparkles = true\n', encoding="utf-8")

    assert load(path) == Preferences(theme=ThemeChoice.DARK)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('theme = "pink"', 'theme is "pink", but must be "system", "light" or "dark".'),
        ("text_percent = 300", "text_percent is 300, but must be a whole number from 80 to 200."),
        ("text_percent = true", "text_percent is true, but must be a whole number from 80 to 200."),
        ("plays_sounds = 1", "plays_sounds is 1, but must be true or false."),
        ("voice = 1", "voice is 1, but must be a text."),
        ('speaking_speed = "sung"', 'speaking_speed is "sung", but must be "slow", "usual" or "fast".'),
        ("has_two_buttons = 2", "has_two_buttons is 2, but must be true or false."),
        ("answer_seconds = 0", "answer_seconds is 0, but must be a whole number from 1 to 600."),
        ('after_answer = "skip"', 'after_answer is "skip", but must be "wait", "again" or "good".'),
        ("keys = 1", "keys is 1, but must be a table of texts."),
        ("motion = 1", 'motion is 1, but must be "system", "full" or "reduced".'),
        ("theme = ", "is not valid TOML"),
    ],
)
def test_a_bad_value_is_named_and_the_file_is_left_as_it_is(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError) as raised:
        load(path)

    assert sentence in str(raised.value)
    assert str(raised.value).endswith("The usual look is used; the file was left as it is.")
    assert path.read_text(encoding="utf-8") == text


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(SettingsError, match="cannot be read \\(it is not UTF-8 text\\)"):
        load(path)


def test_a_disk_that_refuses_is_said_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "preferences.toml").mkdir()

    with pytest.raises(SettingsError, match="could not be saved") as raised:
        save(tmp_path / "preferences.toml", DEFAULTS)

    assert "They hold until Flashcards is closed." in str(raised.value)
    assert [one.name for one in tmp_path.iterdir()] == ["preferences.toml"]


@pytest.mark.parametrize("percent", [79, 201])
def test_text_no_screen_offers_is_refused(percent: int) -> None:
    with pytest.raises(ValueError, match="not between 80 and 200"):
        Preferences(text_percent=percent)
