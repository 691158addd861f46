"""What the programs are told, and how their lists of voices are read."""

from flashcards.settings import SpeakingSpeed
from flashcards.ui.speech.manner import Manner, Voice
from flashcards.ui.speech.programs import PROGRAMS, reason

DISPATCHER, ESPEAK, _ = PROGRAMS

LISTED_BY_DISPATCHER = """\
                     NAME                 LANGUAGE                  VARIANT
                Afrikaans                       af                     none
        English (America)                    en-US                     none
 English (America)+Alicia                    en-US                   Alicia
"""
LISTED_BY_ESPEAK = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  af              --/M      Afrikaans          gmw/af
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
"""


def test_text_comes_last_so_that_none_is_taken_for_an_option() -> None:
    assert DISPATCHER.arguments("--stop it", Manner())[-2:] == ["--", "--stop it"]
    assert ESPEAK.arguments("-h", Manner()) == ["-s", "170", "--", "-h"]


def test_a_voice_is_told_to_its_own_program_only() -> None:
    manner = Manner("espeak-ng:en-us", SpeakingSpeed.SLOW)

    assert ESPEAK.arguments("Hello", manner) == ["-s", "130", "-v", "en-us", "--", "Hello"]
    assert "en-us" not in DISPATCHER.arguments("Hello", manner)


def test_the_language_of_a_text_comes_before_the_voice() -> None:
    manner = Manner("spd-say:Afrikaans", SpeakingSpeed.FAST, "fr_FR")

    told = DISPATCHER.arguments("Bonjour", manner)

    assert told[-6:] == ["-r", "30", "-l", "fr-fr", "--", "Bonjour"]


def test_voices_are_read_from_the_lists_and_their_hundred_guises_left_out() -> None:
    assert DISPATCHER.voices(LISTED_BY_DISPATCHER, "spd-say") == (
        Voice("spd-say:Afrikaans", "Afrikaans", "af"),
        Voice("spd-say:English (America)", "English (America)", "en-US"),
    )
    assert ESPEAK.voices(LISTED_BY_ESPEAK, "espeak-ng") == (
        Voice("espeak-ng:af", "Afrikaans", "af"),
        Voice("espeak-ng:en-us", "English (America)", "en-us"),
    )


def test_a_list_that_is_none_has_no_voices() -> None:
    assert DISPATCHER.voices("Failed to connect\n", "spd-say") == ()


def test_only_what_is_called_an_error_is_a_reason() -> None:
    assert reason("ALSA lib pcm.c: Unknown PCM default\nerror: No such device\n") == "error: No such device"
    assert reason("ALSA lib pcm.c: underrun occurred\n") == ""
