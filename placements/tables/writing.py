"""Write files whole, and only under names that work on every computer a council uses.

A name Windows reserves, a name that ends with a full stop or a link to somewhere else is refused before anything
is written: such a file cannot be opened, or it is not where the person thinks it is.
"""

import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from placements.errors import UsageError

LONGEST_PATH = 259
"""Characters of a whole path Windows takes without being told otherwise."""
LONGEST_NAME = 255
_PORTS = (f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³")
RESERVED = frozenset(("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_PORTS))
"""Names that are devices on Windows, with any ending."""
FORBIDDEN = '<>:"|?*\\/'
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Unicode categories of characters nobody sees; some turn a name round."""


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write a file so that a reader meets the old one or the new one, never a part. Text is written as UTF-8."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _write(part, content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return path


def write_all(folder: Path, contents: Mapping[str, str | bytes]) -> list[Path]:
    """Replace several files of a folder together: if one cannot be, those already replaced are put back.

    Every part is on the disk before the first file is replaced. Raises OSError with the folder as it was.
    """
    targets = {folder / name: content for name, content in contents.items()}
    before = {path: path.read_bytes() if path.exists() else None for path in targets}
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in targets}
    done: list[Path] = []
    try:
        for path, content in targets.items():
            _write(parts[path], content)
        for path, part in parts.items():
            os.replace(part, path)
            done.append(path)
    except BaseException:
        for path in done:
            _put_back(path, before[path])
        raise
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return list(targets)


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, content)


def _write(part: Path, content: str | bytes) -> None:
    with part.open("wb") as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())


def checked_file(path: Path, ending: str) -> Path:
    """Return the path if a file with this ending (".xlsx") may be written there; raises UsageError saying why not."""
    _name_works(path)
    if path.suffix.lower() != ending:
        raise UsageError(f"The name of the file has to end with {ending}.")
    _not_a_link(path)
    if path.exists() and not path.is_file():
        raise UsageError("There is something else of that name. Choose another name.")
    if not path.absolute().parent.is_dir():
        raise UsageError("The folder the file should stand in is not there. Make it first, or choose another.")
    return path


def checked_folder(path: Path) -> Path:
    """Return the path if a folder may be, or be made, there; raises UsageError saying why not."""
    _name_works(path)
    _not_a_link(path)
    if path.exists() and not path.is_dir():
        raise UsageError("A folder is wanted here, and this is a file.")
    there = next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.exists())
    if not there.is_dir():
        raise UsageError("A folder in this path is a file. Choose another.")
    if not os.access(there, os.W_OK | os.X_OK):
        raise UsageError("Nothing may be written there. Choose another folder, or ask whoever looks after it.")
    for inside in sorted(path.iterdir()) if path.is_dir() else ():
        _not_a_link(inside)
    return path


def _not_a_link(path: Path) -> None:
    if path.is_symlink():
        raise UsageError("This is a link to somewhere else. Name the real place, so that nothing else is overwritten.")


def _name_works(path: Path) -> None:
    parts = path.parts[1:] if path.anchor else path.parts
    if not [part for part in parts if part not in (".", "..")]:
        raise UsageError("Give the name of a file or folder.")
    for part in parts:
        if fault := _fault_of(part):
            raise UsageError(f"A name in this path {fault}. Choose another name.")
    if len(str(path.absolute())) > LONGEST_PATH:
        raise UsageError(f"The path is longer than {LONGEST_PATH} characters, which Windows cannot open. Shorten it.")


def _fault_of(part: str) -> str | None:
    """Say what is wrong with one name of a path, without repeating it."""
    if part in (".", ".."):
        return None
    if part.split(".")[0].rstrip(" ").upper() in RESERVED:
        return "is the name of a device on Windows (such as CON or NUL)"
    if part[-1] in ". ":
        return "ends with a full stop or a space, which Windows drops"
    if part.startswith("~$"):
        return "begins with ~$, as the lock files of Excel do"
    if any(letter in FORBIDDEN for letter in part):
        return f"holds one of {' '.join(FORBIDDEN)}"
    if any(unicodedata.category(letter) in UNSEEN for letter in part):
        return "holds a character nobody can see"
    if len(part.encode("utf-8")) > LONGEST_NAME:
        return f"is longer than {LONGEST_NAME} letters"
    return None
