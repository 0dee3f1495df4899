"""The parts of a sufficiency statement that are counted from the records: needs, homes and who owns them."""

from collections.abc import Mapping
from typing import Any

from placements.reports.sections import (
    MONEY,
    PERCENT,
    WHOLE,
    Figure,
    Section,
    Table,
    cell,
    columns,
)
from placements.reports.words import CLASSES, capital, kinds, number, plain

Document = Mapping[str, Any]
SEXES = {"F": "Girls", "M": "Boys", "U": "Not recorded or not born yet"}
SECTORS = {
    "in_house": "Council", "other_authority": "Another council", "independent": "Private", "voluntary": "Voluntary",
}  # fmt: skip


def voice(document: Document) -> Section:
    """Children's own words, which no program can write."""
    return Section(
        "voice", "What children and young people say", blank="To be written by people: what children in care, care "
        "leavers and their families told the region about homes, in their own words, and what was changed by it.",
    )  # fmt: skip


def duty(document: Document) -> Section:
    """The law."""
    return Section("duty", "The duty", (
        "Section 22G of the Children Act 1989: each authority takes steps that secure, so far as reasonably "
        "practicable, enough accommodation in its area for the children it looks after, whose circumstances allow "
        "them to live there; it has regard to the benefit of several providers and a range of accommodation.",
        "Section 22C(7) to (9): near home, the same school, with brothers and sisters, in the authority's area.",
    ))  # fmt: skip


def needs(document: Document) -> Section:
    """Who needs a home today."""
    found = document["needs"]
    total = found["children"]
    rows = [(name, n, _part(n, total)) for name, n in found["by_age"].items()]
    kinds_ = [(kinds(k) if k != "not_known" else "Nobody has said", n, _part(n, total))
              for k, n in found["by_kind"].items()]  # fmt: skip
    other = [
        *((SEXES[k], n, _part(n, total)) for k, n in found["by_sex"].items()),
        ("Unaccompanied asylum-seeking children", found["uasc"], _part(found["uasc"], total)),
        ("Disability recorded", found["disability"], _part(found["disability"], total)),
        ("A home has to be adapted", found["adaptations"], _part(found["adaptations"], total)),
    ]
    groups = [(f"{size} children", n) for size, n in found["sibling_groups"].items()]
    share = columns("What", ("Children", WHOLE), ("Share", PERCENT))
    return Section(
        "needs", "Who needs a home",
        (f"Counted from the records of {document['shown_date']}. Children may have several needs.",),
        tuple(Figure(cell(found["by_class"][c], WHOLE), CLASSES[c].lower()) for c in CLASSES),
        tables=(
            Table("needs_by_age", "Children who need a home, by age", columns("Age", ("Children", WHOLE),
                  ("Share", PERCENT)), tuple(rows)),
            Table("needs_by_kind", "By the kind of home in the plan", share, tuple(kinds_)),
            Table("needs_by_characteristic", "By characteristic", share, tuple(other)),
            Table("needs_by_need", "By need", columns("Need", ("Children", WHOLE)),
                  tuple((capital(plain(k)), n) for k, n in found["by_need"].items()), folded=True),
            Table("sibling_groups", "Brothers and sisters who need a home together", columns("Group",
                  ("Groups", WHOLE)), tuple(groups)),
            Table("needs_by_authority", "By authority", columns("Authority", ("Children", WHOLE)),
                  tuple((_name(document, code), n) for code, n in found["by_authority"].items()), folded=True),
        ),
    )  # fmt: skip


def supply(document: Document) -> Section:
    """What homes there are today."""
    found = document["supply"]
    figures = (("Homes", WHOLE), ("Places", WHOLE), ("Lived in", WHOLE), ("Offered", WHOLE), ("Blocked", WHOLE))
    keys = ("homes", "places", "residents", "offered", "blocked")
    sector = [(kinds(r["kind"]), SECTORS[r["sector"]], *(r[k] for k in keys)) for r in found["by_kind_and_sector"]]
    area = [(kinds(r["kind"]), _name(document, r["authority"]), *(r[k] for k in keys))
            for r in found["by_kind_and_area"] if r["authority"] in document["members"]]  # fmt: skip
    grades = [(capital(plain(grade)), n) for grade, n in found["by_grade"].items()]
    sizes = [(size, n) for size, n in found["sizes"].get("residential", {}).items()]
    return Section(
        "supply", "What homes there are",
        ("Places are registered or approved places; offered ones are those a home says are free today. A place "
         "offered is not a home for every child: rules, siblings and distance decide (see what is missing).",
         f"{number(found['stale'], 'home')} offer a place without saying when it was last confirmed."),
        tables=(
            Table("supply_by_sector", "Homes and places, by kind and sector", columns("Kind", "Run by", *figures),
                  tuple(sector)),
            Table("supply_by_area", "Homes and places in the members' areas", columns("Kind", "Area", *figures),
                  tuple(area), folded=True),
            Table("supply_by_grade", "Children's homes by grade", columns("Grade", ("Homes", WHOLE)), tuple(grades)),
            Table("supply_by_size", "Children's homes by beds", columns("Beds", ("Homes", WHOLE)), tuple(sizes)),
        ),
    )  # fmt: skip


def owners(document: Document) -> Section:
    """Who owns the places on the market."""
    found = document["owners"]
    rows = [
        (kinds(kind), one["places"], one["owners"], one["largest_group_percent"], one["herfindahl"],
         one["owner_not_known"])
        for kind, one in found.items()
    ]  # fmt: skip
    largest = [
        (kinds(kind), row["owner"], row["places"], row["percent"]) for kind, one in found.items()
        for row in one["largest"]
    ]  # fmt: skip
    return Section(
        "owners", "Who owns them",
        ("Places run by private and voluntary providers. The index is the sum of squared percentage shares: under "
         "1,000 is usually called unconcentrated, 10,000 is one owner. Shares leave out places whose owner nobody "
         "has recorded.",),
        tables=(
            Table("owners", "Concentration by kind", columns("Kind", ("Places", WHOLE), ("Owners", WHOLE),
                  ("Share of the 15 largest", PERCENT), ("Index", WHOLE), ("Places, owner not known", WHOLE)),
                  tuple(rows)),
            Table("largest_owners", "The largest owners", columns("Kind", "Owner", ("Places", WHOLE),
                  ("Share", PERCENT)), tuple(largest), folded=True),
        ),
    )  # fmt: skip


def sites(document: Document) -> Section | None:
    """Where the next places should be, in the words of a commissioning intention."""
    found = document.get("siting")
    if not found:
        return None
    rows = [
        (kinds(r["kind"]), r["patch"], r["places"],
         "; ".join(f"{n} of {size} beds" for size, n in r["homes"].items()), r["households"], r["weekly_fee"])
        for r in found["sites"]
    ]  # fmt: skip
    names = {"nothing": "Nothing new", "p_median": "Where most need is nearest (p-median)",
             "where_cheap": "Where it is cheapest"}  # fmt: skip
    differences = [
        (names[name], *(f"{one[k]['mean']:,.1f} ({one[k]['low']:,.1f} to {one[k]['high']:,.1f})"
                        for k in ("unmet", "miles", "cost")))
        for name, one in found["differences"].items()
    ]  # fmt: skip
    gap = found["gap"]
    return Section(
        "sites", "Commissioning intentions: where the next places should be",
        (f"Up to {found['wanted']['places']} places, chosen over many possible futures and tried out on "
         f"{found['held_out']['futures']} others. The plan may be up to £{max(0, gap['at_most']):,.0f} a week from "
         f"the best there is (upper 95 % limit; estimated gap {gap['percent']:.2f} %).",),
        tables=(
            Table("sites", "Places to open, recruit or buy", columns("Kind", "Where", ("Places", WHOLE), "Homes",
                  ("Households", WHOLE), ("Weekly fee there", MONEY)), tuple(rows)),
            Table("sites_against_others", "This plan less other plans, on futures none had seen (95 % intervals)",
                  columns("Other plan", "Children without a place within 20 miles", "Child-miles",
                          "Pounds a week, with what children without a home cost"), tuple(differences),
                  "Below 0: this plan has fewer. An interval that holds 0 says the two cannot be told apart."),
        ),
        bullets=tuple(found["intentions"]),
    )  # fmt: skip


def _part(n: Any, total: Any) -> Any:
    """Return a percentage; a withheld number's is withheld."""
    if isinstance(n, str) or isinstance(total, str):
        return n if isinstance(n, str) else total
    return 100 * n / total if total else 0.0


def _name(document: Document, code: str) -> str:
    return str(document["authorities"].get(code, code))
