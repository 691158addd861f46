"""The commands, their options and their exit codes. A stable contract: see docs/terminal.md.

All of them stand together, however many there are: typer lists them in the order in which it meets them here, and what
each does lies in a module of its own.
"""

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from flashcards import __version__, clock, paths
from flashcards.cli.numbers import card_count, import_number
from flashcards.cli.order import with_collection_first
from flashcards.cli.terminal import harmless, on_terminal
from flashcards.domain.custom_study import CustomSession
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
    """What was said for every command."""

    collection: Path | None = None


_called = _Called()


def run_command(arguments: Sequence[str]) -> int:
    """Run a terminal command.

    Returns:
        0 when all is well, 1 for findings, 2 for a problem, which is told in one line on stderr.
    """
    _write_whatever_the_terminal_takes()
    try:
        code = int(app(with_collection_first(arguments), prog_name="flashcards", standalone_mode=False) or 0)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # by the latter typer says that nobody reads any more, and nothing else
        _close_output()
        return 0
    except typer.Abort:
        return _refuse("Stopped.")
    except (FlashcardsError, typer.TyperException, OSError) as error:
        return _refuse(_sentence(error))
    except Exception as error:  # noqa: BLE001 - a mistake of ours: logged whole, told in one line
        return _refuse(_unexpected(error, arguments))
    return code


def _write_whatever_the_terminal_takes() -> None:
    """Let signs the terminal has no letter for, and those it would obey, become question marks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.stdout = on_terminal(sys.stdout)


def _close_output() -> None:
    """Nobody reads any more: leave Python nothing to complain about at the end."""
    sys.stdout = io.StringIO()


def _unexpected(error: Exception, arguments: Sequence[str]) -> str:
    from flashcards.crash_log import keep, report_of

    log = paths.cache() / "flashcards.log"
    commands = {one.name or getattr(one.callback, "__name__", "") for one in app.registered_commands}
    called = next((word for word in arguments if word in commands), "")
    keep(report_of(error, f"flashcards {called}", log), log)
    return (
        f"Something went wrong that should not have ({type(error).__name__}); the details are in {log}. "
        "`flashcards verify` checks the collection."
    )


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'The terminal'}: {error.strerror or error}."
    said = str(error).strip()
    if isinstance(error, typer.TyperException):
        said = f"{said.rstrip('.')}. `flashcards --help` lists the commands."
    return said


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"flashcards: {harmless(sentence)}\n")
    return PROBLEM


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Flashcards {__version__}")
        raise typer.Exit


@app.callback()
def options(
    collection: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The collection to use instead of the usual one; it may stand behind the command."
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options of every command."""
    _called.collection = collection


@app.command()
def review(
    deck: Annotated[str | None, typer.Option(metavar="NAME", help="Study this deck only.")] = None,
    search: Annotated[
        str | None, typer.Option(metavar="QUERY", help="Study the cards a search finds instead of today's.")
    ] = None,
    *,
    limit: Annotated[int, typer.Option(metavar="N", parser=card_count, help="With --search: cards at most.")] = 50,
    keep_schedule: Annotated[
        bool, typer.Option("--keep-schedule", help="With --search: store no answer; nothing moves.")
    ] = False,
) -> None:
    """Study today's cards in the terminal, or others."""
    from flashcards.cli.opening import back_up_afterwards, opened, update_decks
    from flashcards.cli.review import review_in_terminal

    with opened(_called.collection, clock.now) as collection:
        update_decks(collection)
        asked = None
        if search is not None:
            asked = CustomSession(line=search, deck=deck or "", limit=limit, moves_schedule=not keep_schedule)
        review_in_terminal(collection, deck, sys.stdin or io.StringIO(), sys.stdout, asked)
        back_up_afterwards(collection)


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


@app.command(context_settings={"ignore_unknown_options": True})
def search(
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="What to look for, in Anki's search language.")],
    as_json: AsJson = False,
) -> None:
    """List the cards a search finds."""
    from flashcards.cli.opening import looked_at
    from flashcards.cli.searching import print_found

    with looked_at(_called.collection, clock.now) as collection:
        print_found(collection, " ".join(query), sys.stdout, as_json=as_json)


@app.command()
def verify() -> None:
    """Check the collection file and everything in it, and change nothing; leave with 1 when something is wrong."""
    from flashcards.cli.verifying import print_verification

    findings = print_verification(_called.collection, clock.now(), sys.stdout)
    raise typer.Exit(FINDINGS if findings else 0)


Formats = Annotated[str | None, typer.Option("--format", metavar="F", help="The format; left out, it is detected.")]


@app.command("import")
def import_(  # noqa: PLR0913, PLR0917  (one for each option)
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files or folders, of any format we know.")],
    deck: Annotated[str | None, typer.Option(metavar="NAME", help="Where the notes go.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and do nothing.")] = False,
    as_json: AsJson = False,
    with_schedule: Annotated[
        bool, typer.Option("--with-schedule", help="Take the file's schedule for cards that are there already, too.")
    ] = False,
    without_schedule: Annotated[
        bool, typer.Option("--without-schedule", help="Take it for no card. Usually: for new ones.")
    ] = False,
    file_format: Formats = None,
) -> None:
    """Bring in notes from files, as one step that `flashcards revert` takes back."""
    from flashcards.cli import importing as command
    from flashcards.cli.opening import back_up_afterwards, looked_at, opened

    asked = command.asked_schedule(with_schedule=with_schedule, without_schedule=without_schedule)
    inputs = command.inputs(files, file_format, deck, with_schedule=asked)
    progress = command.progress_to(sys.stderr)
    if dry_run:
        with looked_at(_called.collection, clock.now, or_at_new=True) as look:
            report = command.dry_run(look, inputs, progress)
    else:
        with opened(_called.collection, clock.now) as collection:
            report = command.import_files(collection, inputs, progress)
            back_up_afterwards(collection)
    command.print_report(report, sys.stdout, as_json=as_json, is_dry=dry_run)


@app.command()
def imports(as_json: AsJson = False) -> None:
    """List what was imported, newest first."""
    from flashcards.cli.importing import print_imports
    from flashcards.cli.opening import looked_at

    with looked_at(_called.collection, clock.now) as look:
        print_imports(look, sys.stdout, as_json=as_json)


@app.command()
def revert(
    number: Annotated[
        int, typer.Argument(metavar="N", parser=import_number, help="The number `flashcards imports` gives.")
    ],
    everything: Annotated[
        bool, typer.Option("--everything", help="Take back what was edited or studied since, too.")
    ] = False,
) -> None:
    """Take an import back; what was edited or studied since is named, and stays."""
    from flashcards.cli.backups import existing
    from flashcards.cli.importing import progress_to
    from flashcards.cli.importing import revert as take_back
    from flashcards.cli.opening import back_up_afterwards, opened

    with opened(existing(_called.collection), clock.now, begins=False) as collection:
        take_back(collection, number, sys.stdout, progress_to(sys.stderr), everything=everything)
        back_up_afterwards(collection)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write.")],
    file_format: Annotated[
        str | None, typer.Option("--format", metavar="F", help="The format; left out, the ending of OUT says it.")
    ] = None,
    deck: Annotated[str | None, typer.Option(metavar="NAME", help="This deck only, with those below it.")] = None,
    with_schedule: Annotated[
        bool, typer.Option("--with-schedule", help="Take due days, memory and reviews along.")
    ] = False,
) -> None:
    """Write a deck, or everything, to a file: whole or not at all."""
    from flashcards.cli.exporting import format_for, sentence
    from flashcards.cli.importing import progress_to
    from flashcards.cli.opening import looked_at
    from flashcards.collection import exporting

    form = format_for(file_format, out)
    shown = progress_to(sys.stderr)
    with looked_at(_called.collection, clock.now) as look:
        done = exporting.export(look, form, out, exporting.Extent(deck, with_schedule=with_schedule), shown)
    sys.stdout.write(sentence(out, done, form, with_schedule=with_schedule))


@app.command()
def backup(
    lists: Annotated[
        bool, typer.Option("--list", help="Print the backups there are, newest first, and make none.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a verified backup now and print where it is."""
    from flashcards.cli.backups import existing, print_backups, print_new_backup
    from flashcards.cli.opening import opened

    if lists:
        print_backups(_called.collection or paths.collection(), sys.stdout, as_json=as_json)
        return
    with opened(existing(_called.collection), clock.now, begins=False) as collection:
        print_new_backup(collection, sys.stdout)


@app.command()
def restore(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The backup; see `flashcards backup --list`.")
    ] = None,
    newest: Annotated[bool, typer.Option("--newest", help="The newest good backup.")] = False,
) -> None:
    """Go back to a backup. What the collection is now is kept as a backup first."""
    from flashcards.cli.backups import restore as restore_backup

    if (file is None) is not newest:
        problem = "Name one backup, or say --newest; `flashcards backup --list` shows them"
        raise typer.BadParameter(problem)
    restore_backup(file, _called.collection or paths.collection(), clock.now(), sys.stdout)
