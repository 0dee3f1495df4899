"""Files and folders to the rows of modules, each with whose return it is and of which year as far as a name says.

In a folder everything is looked at; what is no module of the return is left out and named, unless it looks like one
whose headings were changed. A file that is named must be one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from placements.errors import InputError
from placements.imports.sheets import LARGEST_FILE, Files, read_files
from placements.imports.ssda903.layout import find, is_near, module
from placements.imports.ssda903.names import Year, first_said
from placements.imports.ssda903.xml import UnreadableXmlError, rows_of
from placements.tables.problems import Problem, error

_SHEETS = (".csv", ".gz", ".xlsx", ".xlsm", ".ods", ".zip")
_XML = ".xml"
_FOLDERS_UP = 2
"""Folders above a file whose names may say whose return it is, and of which year."""


@dataclass(frozen=True)
class Source:
    """The rows of one module of one file: numbers and cells by field; `faulty` could not be read at all."""

    label: str
    module: str
    rows: Sequence[tuple[int, Mapping[str, str]]]
    faulty: Sequence[tuple[int, str]]
    council: str
    """The council its name says, or ""."""
    year: Year | None
    """The year its name says."""
    beside: str
    """Files without a year that lie in one folder are one return."""


@dataclass
class Read:
    """What was found: the modules, what was left out, and what there is to say about it."""

    sources: list[Source] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _File:
    path: Path
    parts: tuple[str, ...]
    """Its name and the folders above it, nearest first."""
    named: bool
    label: str = ""


def read_sources(paths: Sequence[Path]) -> Read:
    """Return every module in some files and folders, by label; raises InputError with every fault."""
    found = Read()
    for file in _labelled([*_files(paths, found)]):
        suffix = file.path.suffix.lower()
        if suffix == _XML:
            _xml(file, found)
        elif suffix in _SHEETS or file.named:
            _sheets(file, found)
        else:
            found.left_out.append(file.label)
    if found.problems or not found.sources:
        said = "A file is not known." if found.problems else "None of the files is a module of the return."
        raise InputError(f"{said} Nothing was written.", tuple(found.problems))
    return found


def _files(paths: Sequence[Path], found: Read) -> Iterator[_File]:
    """Yield every file once, however often it is given."""
    seen: set[Path] = set()
    for given in paths:
        whole = given.absolute()
        inside = sorted(p for p in given.rglob("*") if _is_looked_at(p, given)) if given.is_dir() else [given]
        for path in inside:
            parts = tuple(reversed(path.absolute().parts))
            if given.is_dir():
                parts = parts[: len(path.absolute().parts) - len(whole.parts) + 1]
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield _File(path, parts, named=not given.is_dir())
        if not inside:
            found.problems.append(error(whole.name, None, None, "TABLE", "the folder is empty"))


def _is_looked_at(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return path.is_file() and not path.is_symlink() and not hidden


def _labelled(files: list[_File]) -> list[_File]:
    """Give each file the shortest end of its path that no other has, and sort by it."""
    length = dict.fromkeys(range(len(files)), 1)
    while True:
        labels = {k: "/".join(reversed(file.parts[: length[k]])) for k, file in enumerate(files)}
        twice = {label for label, times in Counter(labels.values()).items() if times > 1}
        longer = [
            k for k, label in labels.items() if label in twice and length[k] < len(files[k].path.absolute().parts)
        ]
        if not longer:
            return sorted((replace(file, label=labels[k]) for k, file in enumerate(files)), key=lambda f: f.label)
        for k in longer:
            length[k] += 1
            parts = tuple(reversed(files[k].path.absolute().parts))
            files[k] = replace(files[k], parts=max(files[k].parts, parts[: length[k]], key=len))


def _sheets(file: _File, found: Read) -> None:
    try:
        files = read_files([file.path])
    except InputError as fault:
        found.problems += [_relabelled(p, file) for p in fault.problems if isinstance(p, Problem)]
        return
    found.left_out += [file.label + name.removeprefix(file.path.name) for name in files.left_out]
    found.notes += [_relabelled(problem, file).sentence() for problem in files.problems]
    _modules(file, files, found)


def _modules(file: _File, files: Files, found: Read) -> None:
    for sheet in files.sheets:
        inside = sheet.label.removeprefix(file.path.name)
        told = find(replace(sheet, label=file.label + inside))
        if told.listing is not None:
            names = [inside.removeprefix(": "), *file.parts] if inside else file.parts
            source = _source(file, told.listing.sheet.label, told.listing.layout.id, names)
            found.sources.append(replace(source, rows=told.listing.rows, faulty=told.listing.faulty))
            found.notes += told.notes
        elif told.left_out or not (file.named or is_near(sheet)):
            found.left_out.append(file.label + inside)
        else:
            found.problems += told.problems


def _xml(file: _File, found: Read) -> None:
    try:
        if file.path.stat().st_size > LARGEST_FILE:
            raise UnreadableXmlError("the file is larger than 200 MB")
        rows, odd = rows_of(file.path.read_bytes())
    except OSError:
        found.problems.append(error(file.label, None, None, "TABLE", "the file is not there or cannot be read"))
    except UnreadableXmlError as fault:
        found.problems.append(error(file.label, None, None, "XML", str(fault)))
    else:
        for name, records in sorted(rows.items()):
            label = f"{file.label}: {module(name).title}"
            found.sources.append(replace(_source(file, label, name, file.parts), rows=records))
        if odd:
            found.notes.append(
                f"{file.label}: these elements are not known, and were not read: {'; '.join(sorted(odd))}"
            )


def _source(file: _File, label: str, name: str, names: Sequence[str]) -> Source:
    council, year = first_said(names[: 1 + _FOLDERS_UP + (len(names) - len(file.parts))])
    return Source(label, name, (), (), council, year, str(file.path.absolute().parent))


def _relabelled(problem: Problem, file: _File) -> Problem:
    return problem._replace(table=file.label + problem.table.removeprefix(file.path.name))
