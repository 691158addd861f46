"""Names of files as packages give them: which are safe to use, and what is wrong with the others.

A name comes from anybody and may end up on any system, so what one of them forbids is forbidden everywhere.
"""

import re

MAX_BYTES = 255
"""The longest file name that Linux, macOS and Windows all take."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)


def fault_of_name(name: str) -> str:
    """Say why a name is no plain file name, as in "it has a folder in it"; empty when it is one."""
    if "/" in name or "\\" in name:
        return "it has a folder in it"
    return _fault_of_part(name)


def fault_of_path(path: str) -> str:
    """Say why a path does not stay below the folder it is in, as in "it leads out of the package"; empty when it does.

    Args:
        path: parts joined by `/`.
    """
    if path.startswith("/") or "\\" in path or path[1:2] == ":":
        return "it leads out of the package"
    parts = path.split("/")
    if ".." in parts:
        return "it leads out of the package"
    return next((fault for part in parts if (fault := _fault_of_part(part))), "")


def shown(name: str) -> str:
    """Give a name to be shown in a message: without characters that hide or turn round, and not too long."""
    visible = _CONTROL.sub("?", name)
    return visible if len(visible) <= 60 else visible[:59] + "…"


def _fault_of_part(name: str) -> str:
    if not name.strip(". "):
        return "it is no name"
    if _CONTROL.search(name):
        return "it has an invisible character"
    if _NOT_ON_WINDOWS.search(name) or name[-1] in ". ":
        return "Windows does not allow such a name"
    if _DEVICE.fullmatch(name.partition(".")[0].rstrip()):
        return "it is the name of a device"
    if len(name.encode()) > MAX_BYTES:
        return "it is too long"
    return ""
