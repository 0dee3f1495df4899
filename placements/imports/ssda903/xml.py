"""The return as XML to the rows of its modules; a document that declares entities is never read."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from placements.imports.layouts import Layout
from placements.imports.ssda903.layout import module, modules, words
from placements.imports.words import fold

ROOT = "expssda903"
Row = tuple[int, Mapping[str, str]]


class UnreadableXmlError(Exception):
    """The document is not the XML of this return; the text says why."""


def rows_of(data: bytes) -> tuple[dict[str, list[Row]], set[str]]:
    """Return the rows of each module, numbered by their place among their like, and the names of unread elements."""
    root = _root(data)
    rows: dict[str, list[Row]] = {}
    odd: set[str] = set()
    for child in root:
        if _name(child) != "CHILD":
            odd.add(_name(child))
            continue
        for name, cells in _of_child(child, odd):
            rows.setdefault(name, []).append((len(rows.get(name, ())) + 1, cells))
    return rows, odd


def _root(data: bytes) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableXmlError("the file declares a document type or entities, which a return never does") from None
    except (ParseError, LookupError, ValueError):
        raise UnreadableXmlError("the file is damaged, or was not saved or sent completely") from None
    if fold(_name(root)) != ROOT:
        raise UnreadableXmlError("the file is XML, but not this return: its first element is another")
    return root


def _of_child(child: Element, odd: set[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield module and cells of every record of one child."""
    headers = [element for element in child if _name(element) == "HEADER"]
    said = {_name(element): _text(element) for header in headers for element in header if len(element) == 0}
    who = {"CHILD": said.get("CHILDID", ""), "DOB": said.get("DOB", "")}
    if headers:
        yield "header", _cells(module("header"), {**said, **who}, odd, whole=False)
    for name, columns in words()["once"].items():
        if any(said.get(column) for column in columns) or (name == "uasc" and said.get("UASC") in ("1", "Y", "y")):
            yield name, _cells(module(name), {**said, **who}, odd, whole=False)
    for element in (*child, *(inside for header in headers for inside in header)):
        if len(element) and _name(element) != "HEADER":
            inside = {_name(cell): _text(cell) for cell in element}
            if (found := _module_of(_name(element), inside)) is None:
                odd.add(_name(element))
            else:
                yield found.id, _cells(found, {**inside, **who}, odd, whole=True)


def _module_of(name: str, inside: Mapping[str, str]) -> Layout | None:
    """Return the module an element holds a record of: by its name, or because it holds that module's columns only."""
    if named := words()["elements"].get(name):
        return module(named)
    seen = set(map(fold, inside))
    fitting = [layout for layout in modules().layouts if seen and seen <= _headings(layout) - {"child", "dob"}]
    return fitting[0] if len(fitting) == 1 else None


def _headings(layout: Layout) -> set[str]:
    named = [*layout.columns.values(), *layout.optional.values(), layout.marks]
    return {fold(name) for names in named for name in names}


def _cells(layout: Layout, said: Mapping[str, str], odd: set[str], *, whole: bool) -> dict[str, str]:
    """Return the fields of a module; with `whole`, elements that are none of them are noted."""
    where = {fold(name): text for name, text in said.items()}
    if whole:
        odd.update(name for name in said if fold(name) not in _headings(layout) | {"child", "dob"})
    fields = {**layout.columns, **layout.optional}
    return {
        name: next((where[fold(said)] for said in names if fold(said) in where), "") for name, names in fields.items()
    }


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    return (element.text or "").strip()
