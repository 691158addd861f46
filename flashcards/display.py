"""Whether there is a screen to open a window on. Qt would end the program when there is none; so it is asked before."""

import socket
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

PATIENCE_S = 2.0
"""How long a display on another machine is waited for."""

_X_PORT = 6000
_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where X servers listen on every Linux


class Screen(NamedTuple):
    """What the environment says of a screen.

    Attributes:
        is_there: a window can be shown.
        silent: the displays that are named and do not answer, in words; "" when none is named.
    """

    is_there: bool
    silent: str = ""


def find_screen(environment: Mapping[str, str], platform: str) -> Screen:
    """Say whether a window can be shown.

    Args:
        environment: `DISPLAY` and its like name the screen on Linux.
        platform: as `sys.platform` has it; other systems always have one.
    """
    if not platform.startswith("linux"):
        return Screen(is_there=True)
    wanted = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted and wanted.partition(";")[0].partition("-")[0] not in {"xcb", "wayland"}:
        return Screen(is_there=True)  # one that needs no server, such as offscreen
    named = {name: environment[name] for name in ("DISPLAY", "WAYLAND_DISPLAY") if environment.get(name)}
    if any(_answers(name, value, environment) for name, value in named.items()):
        return Screen(is_there=True)
    return Screen(is_there=False, silent=" and ".join(named.values()))


def _answers(name: str, value: str, environment: Mapping[str, str]) -> bool:
    """Say whether a server listens there."""
    if name == "WAYLAND_DISPLAY":
        return _listens(str(Path(environment.get("XDG_RUNTIME_DIR", "/")) / value))
    host, _, screen = value.rpartition(":")
    number = screen.partition(".")[0]
    if host in {"", "unix"}:
        path = f"{_SOCKETS}/X{number}"
        return _listens(path) or _listens(f"\0{path}")
    try:
        socket.create_connection((host.strip("[]"), _X_PORT + int(number)), PATIENCE_S).close()
    except (OSError, ValueError):
        return False
    return True


def _listens(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as found:
        found.settimeout(PATIENCE_S)
        return found.connect_ex(path) == 0
