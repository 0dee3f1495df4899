"""docs/reference/tasks.md: clocks and approval packs."""

from collections.abc import Iterable

from lines import NOTE, head, row

from placements.law.named import source_named
from placements.law.source import Source
from placements.rules.catalogue import RULE_OF
from placements.tasks.clocks import Clock, clocks
from placements.tasks.packs import entries as approvals


def tasks() -> str:
    """Return docs/reference/tasks.md."""
    lines = [
        NOTE, "# Clocks and approvals", "",
        "What `placements tasks` makes of a match: a task for every clock below whose situation a proposal is in, and "
        "a pack for every approval still to be had. They stand as data in "
        "[clocks.toml](../../placements/tasks/clocks.toml) and "
        "[approvals.toml](../../placements/tasks/approvals.toml); numbers of the law come from "
        "[parameters.toml](../../placements/law/parameters.toml).", "",
        "## Clocks", "", *head("code", "what", "person", "when it is due", "stands in the way of", "source"),
    ]  # fmt: skip
    for clock in clocks():
        if not clock.never:
            what = f"**{clock.title}.** {clock.do}{' ' + '; '.join(clock.list) + '.' if clock.list else ''}"
            when = f"if decided; {_due(clock)}" if clock.decided else _due(clock)
            lines.append(row(clock.code, what, clock.person, when, clock.gate, _named(clock.sources)))
    lines += ["", "## Clocks that are not raised", "", *head("code", "what", "why not", "source")]
    lines += [row(c.code, c.title, c.never, _named(c.sources)) for c in clocks() if c.never]
    lines += [
        "",
        "## Approvals",
        "",
        *head("code", "what", "when", "the approver has to be satisfied that", "source"),
    ]
    for code, entry in approvals().items():
        checks = "<br>".join(f"{check['is']} ({check['by']})" for check in entry["checks"])
        named = tuple(source_named(s) for c in (entry, *entry["checks"]) for s in c.get("sources", ()))
        of_rule = RULE_OF[code].sources if code in RULE_OF else ()
        title = entry.get("title", "Any rule local policy made stricter")
        lines.append(row(code, f"**{title}.** {entry.get('do', '')}", entry["gate"], checks,
                          _named(dict.fromkeys((*of_rule, *named)))))  # fmt: skip
    return "\n".join([*lines, ""])


def _due(clock: Clock) -> str:
    named = {"given": "the day on record", "word_gets_old": "before the word on the vacancy is old"}
    day = named.get(clock.due, clock.due.replace("_", " ")) + (f" and `{clock.plus}`" if clock.plus else "")
    day += f" less {clock.less_days} days" if clock.less_days else ""
    again = f", then every `{clock.every}` until {clock.until.replace('_', ' ')}" if clock.every else ""
    return day + again + (f"; {clock.latest_if} `{clock.latest_plus}` after the start" if clock.latest_plus else "")


def _named(found: Iterable[Source]) -> str:
    parts = []
    for source in found:
        name = f"[{source.title}]({source.url})" if source.url else source.title
        parts.append(f"{name} ({'read ' + source.read_on.isoformat() if source.read_on else 'to be confirmed'})")
    return "<br>".join(parts)
