"""Sounds, hints and pictures while studying, by their keys."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from flashcards.domain.ids import CardId
from flashcards.domain.note_type import NoteKind
from flashcards.ui.actions import ActionId
from flashcards.ui.card.player import NOT_THERE
from flashcards.ui.page import Services
from tests.ui.study.conftest import Learner


def is_enabled(learner: Learner, name: ActionId) -> bool:
    return learner.page.commands[name].isEnabled()


def test_a_sound_is_played_as_its_side_is_shown(learner: Learner, add: Callable[..., tuple[CardId, ...]]) -> None:
    add(NoteKind.BASIC, fields=("a[sound:a.mp3]", "b[sound:b.mp3]", ""))

    learner.study()
    assert learner.said.messages == [NOT_THERE.format("a.mp3")]

    learner.press(Qt.Key.Key_Space)
    assert learner.said.messages[1:] == [NOT_THERE.format("b.mp3")]


def test_r_plays_question_and_answer_again(learner: Learner, add: Callable[..., tuple[CardId, ...]]) -> None:
    add(NoteKind.BASIC, fields=("a[sound:a.mp3]", "b[sound:b.mp3]", ""))
    learner.study()
    learner.press(Qt.Key.Key_Space)
    learner.said.messages.clear()

    learner.press(Qt.Key.Key_R)

    assert learner.said.messages == [NOT_THERE.format("a.mp3"), NOT_THERE.format("b.mp3")]


def test_sounds_wait_to_be_asked_for_when_that_is_wished(
    learner: Learner, services: Services, add: Callable[..., tuple[CardId, ...]]
) -> None:
    services.look.change(replace(services.look.preferences, plays_sounds=False))
    add(NoteKind.BASIC, fields=("a[sound:a.mp3]", "b", ""))

    learner.study()
    assert learner.said.messages == []

    learner.press(Qt.Key.Key_F5)
    assert learner.said.messages == [NOT_THERE.format("a.mp3")]


def test_what_cannot_be_played_unasked_is_said_once(learner: Learner, add: Callable[..., tuple[CardId, ...]]) -> None:
    add(NoteKind.BASIC, fields=("a[sound:a.mp3]", "b[sound:a.mp3]", ""))

    learner.study()
    learner.press(Qt.Key.Key_Space)

    assert learner.said.messages == [NOT_THERE.format("a.mp3")]


@pytest.mark.parametrize("key", [Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7])
def test_the_keys_of_sounds_do_nothing_without_one(learner: Learner, basic: tuple[CardId, ...], key: Qt.Key) -> None:
    learner.study()

    learner.press(key)

    assert learner.said.messages == []
    assert not is_enabled(learner, ActionId.REPLAY_SOUNDS)


def test_the_keys_of_sounds_pick_options_until_the_question_is_answered(
    learner: Learner, add: Callable[..., tuple[CardId, ...]], choice_fields: tuple[str, ...]
) -> None:
    add(NoteKind.CHOICE, fields=(choice_fields[0] + "[sound:a.mp3]", *choice_fields[1:]))
    learner.study()

    assert is_enabled(learner, ActionId.REPLAY_SOUNDS)
    assert not is_enabled(learner, ActionId.PAUSE_SOUND)

    learner.press(Qt.Key.Key_1)
    learner.press(Qt.Key.Key_Return)

    assert is_enabled(learner, ActionId.PAUSE_SOUND)


@pytest.fixture
def choice_fields() -> tuple[str, ...]:
    from tests.builders import FIELDS

    return FIELDS[NoteKind.CHOICE]


def test_a_picture_is_enlarged_by_its_key(
    learner: Learner, add: Callable[..., tuple[CardId, ...]], media_files: dict[str, Path], tmp_path: Path
) -> None:
    media_files["a.png"] = tmp_path / "a.png"
    assert QImage(60, 50, QImage.Format.Format_RGB32).save(str(media_files["a.png"]))
    add(NoteKind.BASIC, fields=('<img src="a.png">', "b", ""))
    learner.study()
    card: Any = learner.page.stage.card
    learner.until(lambda: card.question.composed.pictures != () and card._media.want('<img src="a.png">'))
    assert is_enabled(learner, ActionId.ENLARGE_PICTURE)

    learner.press(Qt.Key.Key_Z)

    learner.until(lambda: card._enlarged is not None and card._enlarged.isVisible())
    learner.press(Qt.Key.Key_Escape)
    assert card._enlarged.isHidden()


def test_hints_and_pictures_have_no_key_where_there_are_none(learner: Learner, basic: tuple[CardId, ...]) -> None:
    learner.study()

    assert not is_enabled(learner, ActionId.SHOW_HINT)
    assert not is_enabled(learner, ActionId.ENLARGE_PICTURE)
