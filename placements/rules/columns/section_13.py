"""Section 13 of the Children's Wellbeing and Schools Act 2026: whether it has begun, and what a sentence adds.

The Act is passed; no regulations beginning section 13 are known. Its subsections (1) to (5) were read: section 25 of
the Children Act 1989 then speaks of depriving children of their liberty, and by a new (1A) the same criteria hold in
"relevant accommodation", which is for care and treatment and can be used to deprive children of their liberty. Which
homes that is, and what else changes, is to be confirmed: no outcome changes here but a remark on children's homes.
"""

from datetime import date

from placements.domain.region import Region
from placements.law.parameters_on import begun_on
from placements.policy.policy import Policy
from placements.rules.rule import Case
from placements.units import shown_date


def begun(region: Region, policy: Policy) -> date | None:
    """Return the day section 13 began, by law or by the region's policy, or None where it has not by the match."""
    days = (begun_on("cwsa_2026_section_13", region.as_of), policy.law.cwsa_2026_s13_from)
    past = [day for day in days if day is not None and day <= region.as_of]
    return min(past, default=None)


def on_secure(case: Case) -> str:
    """Return what a sentence about a secure home adds."""
    day = begun(case.region, case.policy)
    if day is None:
        return ""
    return (
        f" From {shown_date(day)} section 25 speaks of depriving children of their liberty (2026 Act, section 13); "
        "what else that changes is to be confirmed."
    )


def on_other(case: Case) -> str:
    """Return what a sentence about any other home adds."""
    day = begun(case.region, case.policy)
    if day is None:
        return ""
    return (
        f" From {shown_date(day)} the criteria of section 25 hold in relevant accommodation too (2026 Act, section "
        "13); whether this home is that is to be confirmed."
    )
