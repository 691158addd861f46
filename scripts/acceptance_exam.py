"""Sit a whole practice exam of 150 questions by keyboard, on a virtual screen, killed in the middle.

`make acceptance` runs it after the first evening: it begins in an empty home, begins a full mock, answers 75 questions,
kills the app with SIGKILL while the next one is shown, starts it again, goes on, answers the rest and hands in. In the
file every answer given must be there, the exam must go on at the same question with the time it had, and the cards
behind what was missed must come up tomorrow.
"""

import sys

from scripts.acceptance import Trial, check, main, settle, wait_until

HALF = 75
WHOLE = 150
LONGEST_HEARTBEAT_S = 6


def sit(trial: Trial) -> None:
    """The whole story."""
    trial.open()
    trial.press("Return")
    wait_until(lambda: trial.file.exists() and bool(trial.ask_file("SELECT 1 FROM note LIMIT 1")), "the decks")
    settle(2)
    trial.press("Escape", "p")
    settle(1.5)
    trial.take_picture("exam-1-page")
    begin(trial)
    answer(trial, HALF)
    place, elapsed_ms = trial.ask_file("SELECT place, elapsed_ms FROM exam_attempt")[0]
    settle(LONGEST_HEARTBEAT_S)
    trial.kill()
    check("the exam stands at question 76", place == HALF)
    check("75 answers are in the file", answers(trial) == HALF)

    trial.open()
    trial.press("p")
    settle(1.5)
    go_on(trial, elapsed_ms)
    trial.take_picture("exam-2-resumed")
    answer(trial, WHOLE - HALF)
    check("150 answers are in the file", answers(trial) == WHOLE)
    settle(0.5)
    trial.take_picture("exam-3-list")
    trial.press("ctrl+Return")
    wait_until(lambda: bool(trial.ask_file("SELECT submitted_at FROM exam_attempt")[0][0]), "the exam to be handed in")
    wait_until(lambda: missed(trial) > 0, "the cards behind what was missed")
    settle(1)
    trial.take_picture("exam-4-result")
    print(f"held: 150 questions, killed and resumed; {missed(trial)} cards brought forward")
    trial.close()


def begin(trial: Trial) -> None:
    """Begin a full mock with the button that has the keyboard, or by tabbing to it."""
    for _ in range(40):
        trial.press("Return")
        settle(0.5)
        if trial.ask_file("SELECT count(*) FROM exam_attempt") == [(1,)]:
            settle(1)
            check("a paper of 150 is drawn", trial.ask_file("SELECT count(*) FROM exam_answer") == [(WHOLE,)])
            return
        trial.press("Escape", "Tab")
    check("a practice exam can be begun by keyboard", holds=False)


def go_on(trial: Trial, elapsed_ms: int) -> None:
    """Go on with the exam that waits: the keyboard is on its button."""
    for _ in range(40):
        trial.press("Return")
        settle(0.4)
        trial.press("g")  # marks a guess when the exam is open, and does nothing on the Exam page
        settle(0.4)
        if trial.ask_file(f"SELECT is_guess FROM exam_answer WHERE place = {HALF}") == [(1,)]:
            break
    else:
        check("the exam that waits can be gone on with by keyboard", holds=False)
    now_ms = trial.ask_file("SELECT elapsed_ms FROM exam_attempt")[0][0]
    check("the exam goes on at the same question", trial.ask_file("SELECT place FROM exam_attempt") == [(HALF,)])
    check("with the time it had", elapsed_ms <= now_ms <= elapsed_ms + 30_000)


def answer(trial: Trial, number: int) -> None:
    """Pick an option, and go on."""
    for place in range(number):
        trial.press("abcd"[place % 4], "n")


def answers(trial: Trial) -> int:
    """Count the questions answered in the file."""
    wait_until(lambda: bool(trial.ask_file("SELECT 1 FROM exam_answer")), "the paper")
    settle(0.5)
    return trial.ask_file("SELECT count(*) FROM exam_answer WHERE chosen <> '[]'")[0][0]


def missed(trial: Trial) -> int:
    """Count the cards that were given a day of their own."""
    sql = "SELECT count(*) FROM setting, json_each(setting.value) WHERE setting.key = 'wanted_cards'"
    return trial.ask_file(sql)[0][0]


if __name__ == "__main__":
    sys.exit(main(sit))
