"""K-REG25: a temporary approval that would run out during the stay may be extended once, for up to 8 weeks."""

from datetime import date

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.kinship.expiry import ends
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_date


def judge(pairs: Pairs) -> Judgement:
    """Ask for the extension where the stay passes the end of an approval that has not been extended."""
    said = pairs.facts.of_homes("temporary_approval_ends")
    unchecked = pairs.kind(Kind.KINSHIP) & ~said.known & pairs.papers.named
    if not said.anywhere:
        return Judgement(not_checked=unchecked)
    first, last, kin = ends(pairs)
    passes = (pairs.end - 1 > first) & (pairs.start <= last) & (last > first)
    return Judgement(needs_approval=kin & passes, not_checked=unchecked)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say when it ends and how far an extension reaches."""
    first, last, _ = (part[0, 0] for part in ends(case.pairs))
    end, reach = (shown_date(date.fromordinal(int(day))) for day in (first, last))
    weeks = case.pairs.number("reg25_weeks")
    return Finding(
        f"The carer's temporary approval ends on {end}: one extension of up to {weeks} weeks, to {reach}, can be had.",
        end, weeks, f"The extension is approved before {end}.",
        f"nominated officer, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "K-REG25", "Extension of a temporary approval", RuleKind.APPROVAL, (sources.CPPCR_2010_REG_25,), judge, say,
    opens_with="the extension is approved", since=date(2011, 4, 1),
    reads=("temporary_approval_ends", "temporary_approval_extended"),
)  # fmt: skip
