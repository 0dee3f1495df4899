"""The whole catalogue: no code missing, none twice, each with kind, source and status, and what does it exists."""

import importlib
from collections import Counter
from datetime import date

import pytest

from placements.law.source import Source
from placements.optimise.criteria.catalogue import CRITERIA
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.rules.catalogue import CODES
from placements.rules.entries import EntryKind, entries, status, written
from placements.rules.listing import whole_catalogue
from placements.rules.rule import RuleKind
from placements.tables.problems import FIXES

PREFERENCE = (
    "PREF-PARENT", "PREF-KIN", "PREF-FFA", "TYPE-DEF", "FAM-FIRST", "NEAR-HOME", "EDU-KEEP", "SIB-TOGETHER",
    "DIS-SUIT", "IN-AREA", "WISHES", "IDENTITY", "CORP-PAR", "COST-SUBORD",
)  # fmt: skip
AREA = (
    "OOA-NOM", "OOA-DCS", "OOA-TEST", "OOA-EMERG", "OOA-EXEMPT", "OOA-NOTIFY", "NOTIFY-ALL", "XBORDER", "DIST-20",
    "DIST-LOCAL", "DIST-TIME", "DIST-WANTED",
)  # fmt: skip
EDUCATION = ("KS4", "KS4-EXC", "EDU-OTHER", "EHCP", "RES-SCHOOL-295", "EDU-ONSITE")
FOSTERING = (
    "F-APPROVED", "F-CONSENT", "F-TERMS", "F-EMERG", "F-VARY", "F-LIMIT3", "F-SIB", "F-EXEMPT", "F-OVER",
    "F-LIMIT-HH", "F-BED", "F-BED-HARD", "F-SMOKE", "F-OWNKIDS", "F-PETS", "F-AVAIL", "F-SKILL", "F-DRIVE", "F-LTF",
    "F-STAYPUT", "F-SHORTBREAK-CARER", "F-DBS-HH",
)  # fmt: skip
KIN = (
    "K-REG24", "K-REG25", "K-EXPIRE", "K-CHILD-ONLY", "K-VIAB", "P1-APPROVE", "P1-IMMED", "PPA-25A",
)  # fmt: skip
RESIDENTIAL = (
    "CH-REG", "CH-PLACES", "CH-COND", "CH-SOP", "CH-IRA", "CH-PEER", "CH-RATIO", "CH-SOLO", "CH-UNDEROCC", "CH-GRADE",
    "CH-NOMGR", "CH-LOC", "CH-EMERG", "CH-SECT", "CH-BED", "CH-U8",
)  # fmt: skip
SUPPORTED = (
    "SA-U16", "SA-16", "SA-SUIT", "SA-REVIEW", "SA-CARE", "SA-CAT", "SA-OUTCOME", "SA-DOL", "UNREG", "BNB",
)  # fmt: skip
SECURE = (
    "SEC-CRIT", "SEC-U13", "SEC-AGE", "SEC-72H", "SEC-3M/6M", "SEC-APPROVED", "SEC-EXCL", "SEC-NATIONAL",
    "SEC-REVIEW", "DOL-COURT", "DOL-TYPE", "DOL-HOME", "YJ-REMAND-LA", "YJ-YDA", "YJ-PACE", "YJ-AGE10",
)  # fmt: skip
SAFETY = (
    "ZONE-AVOID", "ZONE-LEAK", "NOCONTACT", "CONTACT", "SIB-CONTACT", "MISSING", "RISK-OTHERS", "RISK-SELF",
    "HEALTH", "GENDER", "CONSENT-CARER",
)  # fmt: skip
GROUPS = (
    "UASC-NTS", "UASC-DIST", "UASC-AGE", "UASC-NEED", "PC-PLACE", "SB-SERIES", "DIS-52", "ADOPT", "SP-SC", "REUNIFY",
    "BRIDGE", "RESPITE-T",
)  # fmt: skip
MONEY = (
    "SRC-ORDER", "BLOCK-FIRST", "NOMINATION", "SPOT-AUTH", "FEE-UPLIFT", "TIER-NEED", "NOTICE", "OVERLAP",
    "FAIR-SHARE", "TRANSPORT",
)  # fmt: skip
EVERY_CODE = (
    *PREFERENCE, *AREA, *EDUCATION, *FOSTERING, *KIN, *RESIDENTIAL, *SUPPORTED, *SECURE, *SAFETY, *GROUPS, *MONEY,
)  # fmt: skip
OWN_CODES = {"TYPE-SUIT", "PIN"}
"""Rules of this program that the catalogue of the law and practice does not have."""

LISTED = whole_catalogue()
OTHER = entries()


def test_the_list_of_codes_has_none_twice():
    assert len(EVERY_CODE) == 137
    assert [code for code, count in Counter(EVERY_CODE).items() if count > 1] == []


def test_every_code_is_listed_once_and_nothing_else_is():
    listed = Counter(row["code"] for row in LISTED)
    assert listed.keys() - OWN_CODES == set(EVERY_CODE)
    assert [code for code, count in listed.items() if count > 1] == []


def test_no_entry_stands_in_the_file_for_a_rule_that_is_built():
    both = sorted(set(written()) & CODES)
    assert both == [], f"these are rules now; delete them from placements/rules/entries.toml: {both}"


@pytest.mark.parametrize("row", LISTED, ids=lambda row: row["code"])
def test_every_entry_has_a_kind_a_title_a_source_and_a_status(row):
    assert row["kind"] in {*RuleKind, *EntryKind}
    assert row["title"]
    assert not row["title"].endswith(".")
    assert row["sources"]
    assert all(source["title"] for source in row["sources"])
    unread = [source for source in row["sources"] if source["read_on"] is None]
    assert (row["status"], row["read_on"] is None) == (("to be confirmed", True) if unread else ("read", False))


@pytest.mark.parametrize("row", LISTED, ids=lambda row: row["code"])
def test_the_dates_of_an_entry_run_forwards(row):
    days = [date.fromisoformat(row[word]) for word in ("from", "to") if row[word]]
    assert days == sorted(days)


@pytest.mark.parametrize("entry", [e for e in OTHER if e.kind in list(EntryKind)], ids=lambda e: e.code)
def test_what_does_an_entry_exists(entry):
    for one in entry.by:
        what, _, name = one.partition(":")
        if what == "module":
            assert importlib.import_module(name).__doc__
        else:
            known = {
                "rule": CODES, "criterion": {c.name for c in CRITERIA}, "level": set(OBJECTIVES), "check": set(FIXES)
            }  # fmt: skip
            assert name in known[what], one


@pytest.mark.parametrize("entry", [e for e in OTHER if e.kind in list(EntryKind)], ids=lambda e: e.code)
def test_each_kind_says_what_it_has_to(entry):
    pointed = {one.partition(":")[0] for one in entry.by}
    if entry.kind is EntryKind.OUT:
        assert entry.note.endswith(".")
        assert not entry.by
    if entry.kind is EntryKind.OBJECTIVE:
        assert pointed & {"criterion", "level", "module"}
    if entry.kind is EntryKind.CHECK:
        assert pointed == {"check"}
    if entry.kind is EntryKind.PART:
        assert "rule" in pointed


def test_rules_being_written_say_so_and_how_they_will_bind():
    waiting = [entry for entry in OTHER if entry.pending]
    assert all(entry.kind in list(RuleKind) for entry in waiting)
    assert {e.code for e in OTHER if not e.pending and e.kind in list(RuleKind)} == set()


def test_an_entry_is_read_only_where_every_source_was():
    one, two = Source("a", "", date(2026, 11, 22)), Source("b", "", date(2026, 11, 20))
    assert status((one, two)) == ("read", date(2026, 11, 20))
    assert status((one, Source("c", "", None))) == ("to be confirmed", None)


def test_rules_keep_the_fields_they_had():
    had = {"code", "title", "kind", "scope", "local", "from", "to", "unlock", "sources"}
    assert all(had <= row.keys() for row in LISTED)
    assert [row["code"] for row in LISTED[: len(CODES)]] == [r["code"] for r in LISTED if r["code"] in CODES]
