"""The commands, their options and their exit codes. A stable contract: see docs/terminal.md."""

import io
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from flashcards import __version__, clock, paths
from flashcards.domain.errors import FlashcardsError

FINDINGS = 1
PROBLEM = 2

app = typer.Typer(
    name="flashcards",
    help="Study for medical-records work and the RHIT exam. Without a command, the window opens.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class _Called:
    """What was said before the command."""

    collection: Path | None = None


_called = _Called()


def run_command(arguments: Sequence[str]) -> int:
    """Run a terminal command.

    Returns:
        0 when all is well, 1 for findings, 2 for a problem, which is told in one line on stderr.
    """
    _write_whatever_the_terminal_takes()
    try:
        code = int(app(list(arguments), prog_name="flashcards", standalone_mode=False) or 0)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_output()
        return 0
    except typer.Abort:
        return _refuse("Stopped.")
    except (FlashcardsError, typer.TyperException, OSError) as error:
        return _refuse(_sentence(error))
    except Exception as error:  # noqa: BLE001 - a mistake of ours: logged whole, told in one line
        return _refuse(_unexpected(error))
    return code


def _write_whatever_the_terminal_takes() -> None:
    """Let signs the terminal has no letter for become question marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _close_output() -> None:
    """Nobody reads any more: leave Python nothing to complain about at the end."""
    sys.stdout = io.StringIO()


def _unexpected(error: Exception) -> str:
    log = paths.cache() / "flashcards.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(error)))
    return (
        f"Something went wrong that should not have ({type(error).__name__}); the details are in {log}. "
        "`flashcards verify` checks the collection."
    )


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'The terminal'}: {error.strerror or error}. Nothing was changed."
    said = str(error).strip()
    if isinstance(error, typer.TyperException):
        said = f"{said.rstrip('.')}. `flashcards --help` lists the commands."
    return said


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"flashcards: {sentence}\n")
    return PROBLEM


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Flashcards {__version__}")
        raise typer.Exit


@app.callback()
def options(
    collection: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The collection to use instead of the usual one.")
    ] = None,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that stand before every command."""
    _called.collection = collection


@app.command()
def review(
    deck: Annotated[str | None, typer.Option(metavar="NAME", help="Study this deck only.")] = None,
) -> None:
    """Study today's cards in the terminal."""
    from flashcards.cli.opening import opened, update_decks
    from flashcards.cli.review import review_in_terminal

    with opened(_called.collection, clock.now) as collection:
        update_decks(collection)
        review_in_terminal(collection, deck, sys.stdin or io.StringIO(), sys.stdout)
        collection.back_up()


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Deck files, or folders of them.")],
) -> None:
    """Check deck files; print each finding as file:line: message, and leave with 1 when there is one."""
    from flashcards.cli.check import check_files

    findings = check_files(files, sys.stdout, clock.now().date())
    raise typer.Exit(FINDINGS if findings else 0)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Print what is due today and how long it will take."""
    from flashcards.cli.opening import looked_at
    from flashcards.cli.report import print_status

    with looked_at(_called.collection, clock.now) as collection:
        print_status(collection, sys.stdout, as_json=as_json)


@app.command()
def decks(as_json: AsJson = False) -> None:
    """Print every deck with its counts."""
    from flashcards.cli.opening import looked_at
    from flashcards.cli.report import print_decks

    with looked_at(_called.collection, clock.now) as collection:
        print_decks(collection, sys.stdout, as_json=as_json)


@app.command()
def verify() -> None:
    """Check the collection file and everything in it; leave with 1 when something is wrong."""
    from flashcards.cli.opening import looked_at
    from flashcards.cli.report import print_verification

    with looked_at(_called.collection, clock.now) as collection:
        findings = print_verification(collection, sys.stdout)
    raise typer.Exit(FINDINGS if findings else 0)
