"""Write docs/reference/ from the program itself: rules, commands and tables.

`python docs/generate.py` writes the files; `tests/docs/test_generated.py` fails while one of them is stale.
"""

import inspect
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from answers_page import PAGE, sources
from levers_page import levers
from lines import NOTE, head, row
from tasks_page import tasks

from placements.domain import codes
from placements.domain.facts import fact_names, shipped
from placements.domain.needs import LABELS
from placements.domain.record import Record
from placements.law import codes_903
from placements.rules.catalogue import RULES
from placements.rules.entries import entries
from placements.rules.listing import entry_dict, rule_dict
from placements.rules.rule import Rule
from placements.tables.columns import TABLES, Table
from placements.tables.meanings import meanings
from placements.tables.problems import FIXES
from placements.tables.settings import Settings

DOCS = Path(__file__).resolve().parent
REFERENCE = DOCS / "reference"
LAW = DOCS.parent / "placements" / "law" / "parameters.toml"
TITLES = {
    "kind": "Kind of home", "kinship": "Kin", "safety": "Safety and adaptations", "area": "Area and distance",
    "education": "School", "fostering": "Fostering", "residential": "Children's homes",
    "supported": "Supported accommodation", "secure": "Secure homes, deprivation of liberty and remand",
    "money": "Contracts and money", "people": "Siblings, identity and what people said",
    "groups": "Groups and kinds of search",
}  # fmt: skip


# Rules


def _folder(rule: Rule) -> str:
    return rule.judge.__module__.split(".")[2]


def _says(rule: Rule) -> str:
    """Return what the rule's test does, from its docstring."""
    return (inspect.getdoc(rule.judge) or "").split("\n\n")[0].replace("\n", " ")


def rules() -> str:
    """Return docs/reference/rules.md."""
    lines = [
        NOTE, "# Rules", "",
        f"{len(RULES)} rules judge every pair of a child and a home; the pair takes the worst word of all of them. "
        "`placements rules` prints the same list, and `placements why` what each says of one pair.", "",
        "**How a rule binds.** *hard*: ruled out, or cannot be confirmed. *approval on record first*: ruled out until "
        "an approval in `approvals.csv` lifts it. *approval*: may be proposed, with whose approval is needed. "
        "*remark*: said, and nothing else. *local*: no statute makes it; it is a default each authority may tighten "
        "in its policy. *set*: also held over all who would live together.", "",
    ]  # fmt: skip
    for folder, members in groupby(sorted(RULES, key=lambda r: list(TITLES).index(_folder(r))), key=_folder):
        lines += [f"## {TITLES[folder]}", "", *head("code", "rule", "binds", "what opens it", "source")]
        for rule in members:
            listed = rule_dict(rule)
            dates = "".join(f", {word} {listed[word]}" for word in ("from", "to") if listed[word])
            binds = f"{rule.kind}{', local' if rule.local else ''}{', set' if listed['scope'] == 'set' else ''}{dates}"
            opens = "never" if rule.never_unlocked else rule.opens_with or "-"
            where = f"placements/rules/{folder}/{rule.judge.__module__.split('.')[-1]}.py"
            code = f"[{rule.code}](../../{where})"
            lines.append(row(code, f"**{rule.title}.** {_says(rule)}", binds, opens, _sources(listed)))
        lines.append("")
    lines += _rest()
    lines += ["## Numbers set by law or a national standard", "", *head("number", "what", "unit", "values", "source")]
    for name, entry in tomllib.loads(LAW.read_text(encoding="utf-8")).items():
        values = "; ".join(f"{_shown(v['is'])} from {v['from'].isoformat()}" for v in entry["values"])
        lines.append(row(f"`{name}`", entry["title"], entry["unit"], values or "not begun", f"`{entry['source']}`"))
    lines += ["", "## Codes of the statutory return that began or ended", ""]
    lines += [*head("item", "code", "means", "from", "to")]
    lines += [row(c.item, f"`{c.code}`", c.title, c.since or "-", c.until or "-") for c in codes_903.codes()
              if c.since or c.until]  # fmt: skip
    return "\n".join([*lines, ""])


def _rest() -> list[str]:
    """Return the catalogue's entries that are no rules of their own."""
    lines = [
        "## The rest of the catalogue", "",
        "What no rule of its own does: nothing is left out unsaid. *objective*: a criterion or level counts it. "
        "*task*: it rules nothing out and is done by a day. *data check*: `placements check` says it. *part of a "
        "rule*: another rule does it. *out of scope*: with the reason. Any other word is how a rule that is being "
        "written will bind.", "",
        *head("code", "what", "kind", "done by", "source"),
    ]  # fmt: skip
    for entry in entries():
        listed = entry_dict(entry)
        dates = "".join(f", {word} {listed[word]}" for word in ("from", "to") if listed[word])
        kind = f"{entry.kind}{', local' if entry.local else ''}{', being written' if entry.pending else ''}{dates}"
        what = f"**{entry.title}.** {entry.note}".strip()
        by = "<br>".join(f"{one.partition(':')[0]} `{one.partition(':')[2]}`" for one in entry.by) or "-"
        lines.append(row(entry.code, what, kind, by, _sources(listed)))
    return [*lines, ""]


def _shown(value: Any) -> str:
    return " and ".join(map(str, value)) if isinstance(value, list) else "none" if value is None else str(value)


def _sources(listed: dict[str, Any]) -> str:
    parts = []
    for source in listed["sources"]:
        name = f"[{source['title']}]({source['url']})" if source["url"] else source["title"]
        parts.append(f"{name} ({'read ' + source['read_on'] if source['read_on'] else 'to be confirmed'})")
    return "<br>".join(parts)


# Commands


def commands() -> str:
    """Return docs/reference/commands.md."""
    from placements_cli.main import app

    lines = [
        NOTE, "# Commands", "",
        "`placements COMMAND --help` prints the same. Answers go to stdout, progress and notes to stderr; `--json` "
        "prints one JSON document and nothing else.", "",
        "`placements --plain COMMAND`, or `PLACEMENTS_PLAIN=1`, prints for screen readers: sentences, no columns or "
        "signs. `placements --install-completion` completes commands and the ids of children and homes with TAB.", "",
        *head("exit code", "means"), row(0, "done, also when children remain without a home"),
        row(2, "wrong usage or policy"), row(3, "input refused; nothing written"),
        row(4, "no proposal in the time allowed"), row(6, "the result failed its own check and is not shown"),
        row(70, "our fault; please report it"), "",
    ]  # fmt: skip
    for info in app.registered_commands:
        lines += _command(str(info.name), info.callback)
    for group in app.registered_groups:
        assert group.typer_instance is not None
        for info in group.typer_instance.registered_commands:
            lines += _command(f"{group.name} {info.name}", info.callback)
    return "\n".join(lines)


def _command(name: str, function: Any) -> list[str]:
    hints = get_type_hints(function, include_extras=True)
    arguments, options = [], []
    for parameter in inspect.signature(function).parameters.values():
        kind, info = get_args(hints[parameter.name])[:2]
        (arguments if type(info).__name__ == "ArgumentInfo" else options).append((parameter, kind, info))
    named = [p.name.upper() if p.default is inspect.Parameter.empty else f"[{p.name.upper()}]" for p, _, _ in arguments]
    usage = " ".join(["placements", name, *named, "[OPTIONS]" if options else ""])
    text, _, example = (inspect.getdoc(function) or "").replace("\n\n", "\f").replace("\n", " ").partition("Example: ")
    lines = [f"## placements {name}", "", "```text", usage.strip(), "```", "", text.replace("\f", "\n\n").strip(), ""]
    if example:
        lines += [f"Example: `{example.strip()}`", ""]
    if arguments or options:
        lines += list(head("argument or option", "value", "default", "what"))
        lines += [
            row(f"`{p.name.upper()}`", _value(kind), _default(p.default), info.help) for p, kind, info in arguments
        ]
        for p, kind, info in options:
            lines.append(row(f"`{_flag(p, info)}`", _value(kind), _default(p.default), info.help))
        lines.append("")
    return lines


def _flag(parameter: inspect.Parameter, info: Any) -> str:
    """Return an option as it is typed; in `Annotated`, Typer keeps the first name given as the default."""
    given = [*(info.param_decls or ()), info.default]
    named = next((g for g in given if isinstance(g, str) and g.startswith("--")), None)
    return named or "--" + parameter.name.replace("_", "-")


def _value(kind: Any) -> str:
    one = next(k for k in get_args(kind) if k is not type(None)) if isinstance(kind, UnionType) else kind
    if get_origin(one) is list:
        return f"{_value(get_args(one)[0])}, one or more"
    if issubclass(one, StrEnum):
        return ", ".join(f"`{word}`" for word in one)
    return {"Path": "path", "str": "text", "bool": "flag", "int": "whole number", "float": "number",
            "datetime": "date"}[one.__name__]  # fmt: skip


def _default(value: Any) -> str:
    if value is inspect.Parameter.empty:
        return "required"
    if value is None or value is False:
        return "-"
    return f"`{value:%Y-%m-%d}`" if isinstance(value, date) else f"`{value}`"


# Tables


def tables() -> str:
    """Return docs/reference/tables.md."""
    lines = [
        NOTE, "# Tables of a region folder", "",
        "A folder with `region.toml` and CSV files (UTF-8, one header row). Only the first four files are required. "
        "Dates are 2026-11-23 or 23/11/2026; flags are yes or no; several values stand between semicolons; blank means "
        "not known. Columns that are not listed here are named in a warning and kept out. **Bold** columns have to be "
        "there and filled in. `sample_data/small` is a complete example. One Excel workbook with a sheet for each "
        "table stands for the folder as well; `placements template OUT.xlsx` makes one to fill in.", "",
        "## region.toml", "", *_columns("region", Settings, meanings()["region"]), "",
    ]  # fmt: skip
    for table in TABLES:
        lines += [f"## {table.file}", "", _about(table), ""]
        lines += [*_columns(table.name, table.record, meanings()[table.name]), ""]
    lines += list(_facts())
    lines += ["## Code lists", ""]
    named = ", ".join(f"`{code}` ({label})" for code, label in LABELS.items())
    lines += [f"**Needs (`needs`, `needs_met`)**, with what they are called in sentences: {named}.", ""]
    for title, listed in (
        ("Adaptations (`adaptations`)", codes.ADAPTATIONS),
        ("Legal status (`legal_status`)", codes.LEGAL_STATUSES),
    ):  # fmt: skip
        lines += [f"**{title}**: " + ", ".join(f"`{code}`" for code in listed) + ".", ""]
    lines += ["`none` in `needs_met` or `adaptations` says that the home was asked and has none.", ""]
    lines += ["## What `placements check` can say", "", *head("code", "what to do")]
    lines += [row(f"`{code}`", fix) for code, fix in FIXES.items()]
    return "\n".join([*lines, ""])


def _facts() -> Iterator[str]:
    """The shipped list of facts: those a rule reads, then those that are only kept."""
    reading = {name: [rule.code for rule in RULES if name in rule.reads] for name in shipped()}
    yield from (
        "## Facts", "", "What `facts.csv` may say. A rule whose fact has no row is *not checked* for that child or "
        "home: neither a pass nor a failure, and listed. A row counts from its day on; of several the latest counts, "
        "and two of one day that differ say nothing. Another name, or a value that cannot be read, is a warning of "
        "`placements check`, and no rule reads the row.", "",
    )  # fmt: skip
    yield from head("fact", "of", "value", "what", "read by")
    for fact in shipped().values():
        if fact.name in fact_names():
            also = f" Also `{'`, `'.join(fact.also)}`." if fact.also else ""
            of, by = " or ".join(fact.of), ", ".join(reading[fact.name])
            yield row(f"`{fact.name}`", of, fact.wanted.removeprefix("write "), fact.says + also, by)
    kept = [f"`{name}`" for fact in shipped().values() if fact.value == "text" for name in (fact.name, *fact.also)]
    yield from ("", f"Kept from referral pages and imports, and read by no rule: {', '.join(kept)}.", "")


def _about(table: Table) -> str:
    text = (inspect.getdoc(table.record) or "").replace("\n", " ")
    key = f" One row for each {' and '.join(f'`{k}`' for k in table.key)}." if table.key else ""
    return f"{text}{key}{' Required.' if table.required else ''}"


def _columns(name: str, record: type[Record], said: Mapping[str, str]) -> Iterator[str]:
    yield from head("column", "value", "what")
    fields = {f.alias or key: (f.annotation, f.metadata, f.is_required()) for key, f in record.model_fields.items()}
    fields.pop("position", None)
    if differ := fields.keys() ^ said.keys():
        raise SystemExit(f"placements/tables/meanings.toml, {name}: add or remove {', '.join(sorted(differ))}")
    for column, (annotation, metadata, required) in fields.items():
        yield row(f"**{column}**" if required else column, _type(annotation, metadata), said[column])


def _type(annotation: Any, metadata: list[Any]) -> str:
    base = next((a for a in get_args(annotation) if a is not type(None)), annotation)
    base = annotation if get_origin(annotation) is tuple else base
    base = get_args(base)[0] if get_origin(base) is Annotated else base
    if get_origin(base) is tuple:
        item = get_args(base)[0]
        return "ages" if item is int else "authority=places" if get_origin(item) is tuple else "codes or ids"
    if isinstance(base, type) and issubclass(base, StrEnum):
        return ", ".join(f"`{word}`" for word in base)
    words = {str: "text", bool: "yes or no", date: "date", int: "whole number"}.get(base, "number")
    return f"{words}{_bounds(metadata)}"


def _bounds(metadata: list[Any]) -> str:
    for item in metadata:
        function = getattr(item, "func", None)
        inside = inspect.getclosurevars(function).nonlocals if inspect.isfunction(function) else {}
        if {"low", "high"} <= inside.keys():
            low, high = inside["low"], inside["high"]
            return f", {low:g} or more" if high > 100_000 else f", {low:g} to {high:g}"
    return ""


FILES = {"rules.md": rules, "commands.md": commands, "tables.md": tables, "tasks.md": tasks, "levers.md": levers}

if __name__ == "__main__":
    REFERENCE.mkdir(exist_ok=True)
    for file, write in FILES.items():
        (REFERENCE / file).write_text(write(), encoding="utf-8")
    PAGE.write_text(sources(), encoding="utf-8")
