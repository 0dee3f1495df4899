"""The questions of the referral page in the order they are asked, first things first.

Names and options are those of the Placements Data Standard v2 (SocialCareData, in effect from 18 July 2025; read
22 November 2026) where it has them; `standard` holds its name. It is not made for finding homes, so the page asks more.
What the standard asks and no column of a region holds is kept as a fact under the standard's name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from placements.domain.codes import ADAPTATIONS, NEEDS
from placements.tables.columns import TABLES
from placements.tables.wanted import Sort, Wanted, wanted

SCHEMA = "placements/referral/1"
MOST_CHILDREN = 6
SHARED = 0
"""Number of the column "same for all"; children count from 1."""

_SUITS = {"Preferred": "preferred", "Suitable but not preferred": "suitable", "Unsuitable": "unsuitable",
          "Not specified": ""}  # fmt: skip
_FACT = "facts"


@dataclass(frozen=True)
class Field:
    """One question of the page and the column its answer goes to."""

    code: str
    """What stands in the code column: our column, with its table where that is not children, and a number."""
    label: str
    table: str = "children"
    column: str = ""
    number: int = 1
    """Which of several rows of that table it belongs to."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Options and what they mean here: nothing means not known, "solo=required" sets another column, "facts=ESOL" keeps
    the answer as a fact under the standard's name."""
    offered: tuple[str, ...] = ()
    """Codes offered beside what may be typed."""
    required: bool = False
    standard: str = ""
    hint: str = ""

    @property
    def want(self) -> Wanted | None:
        """What its column wants, or None where no column holds the answer as it is typed."""
        return None if self.words else _wanted().get((self.table, self.column or self.code))

    @property
    def sort(self) -> Sort:
        """What is typed: a date, a number, a word; "text" where several kinds of answer are taken."""
        return self.want.sort if self.want and not self.offered else "text"

    @property
    def options(self) -> tuple[str, ...]:
        """What the drop-down offers."""
        return tuple(self.words) or self.offered or (self.want.options if self.want else ())


@cache
def _wanted() -> Mapping[tuple[str, str], Wanted]:
    return {(table.name, want.column): want for table in TABLES for want in wanted(table.name, table.record)}


def _suits(code: str, label: str, standard: str) -> Field:
    return Field(code, label, words=_SUITS, standard=standard)


def _risk(need: str, label: str, standard: str) -> Field:
    return Field(f"needs={need}", label, column="needs", words={"Risk Present": need, "No known risk": ""},
                 standard=standard)  # fmt: skip


def _fact(standard: str, label: str, *options: str) -> Field:
    return Field(f"facts.{standard}", label, _FACT, "value", offered=options, standard=standard)


def _several(table: str, number: int, **labels: str) -> tuple[Field, ...]:
    return tuple(Field(f"{table}.{column} {number}", f"{label}", table, column, number)
                 for column, label in labels.items())  # fmt: skip


FIRST = (
    Field("authority", "Responsible authority", required=True, hint="Name or ONS code."),
    Field(
        "needed_by", "When is the placement needed by?", required=True, standard="neededBy",
        offered=("Today", "in less than 5 days", "in more than 5 days"),
        hint="Better a date, 2026-11-23. Less than 5 days is read as tomorrow, more than 5 days as the sixth day.",
    ),
    Field("date_of_birth", "Date of birth", required=True, hint="2014-03-09 or 09/03/2014. If not known, the age."),
    Field("age", "or age in years", column="date_of_birth", offered=tuple(map(str, range(18))),
          hint="Stands in for the date of birth until it is known: the middle of that year."),
    Field("sex", "Sex", required=True, words={"F": "F", "M": "M", "U": "U"}),
    Field("where_now", "Where is the child now?"),
    Field("siblings", "Brothers and sisters: live together?", hint="must, should (if blank) or may."),
    Field("postcode", "Home postcode (or sector: M14 5)"),
    Field("school_urn", "School: URN, or its name"),
    Field("keep_school", "Stay at this school?"),
)  # fmt: skip

HOME = (
    _suits("suits_foster", "Foster care suitability", "fosterCareSuitability"),
    _suits("suits_residential", "Residential care suitability", "residentialCareSuitability"),
    _suits("suits_supported", "Supported accommodation suitability", "supportedAccommodationSuitability"),
    Field(
        "alongside", "Who can the child be cared for alongside?", standard="livingCompanions",
        words={
            "Solo placement required": "solo=required", "Solo placement recommended": "solo=recommended",
            "With other children recommended": "facts=With other children recommended",
            "Only with other older children": "only_older", "Only with other younger children": "only_younger",
            "No preference": "any",
        },
    ),
    Field("pets", "Can the child live with pets/animals?", standard="pets",
          words={"Yes - must": "must", "Yes - can": "can", "No": "no", "Not Known": ""}),
)  # fmt: skip

NEEDED = (
    _risk("self_harm", "Risk to child: self-harm", "riskSelfHarm"),
    _risk("child_sexual_exploitation", "Risk to child: sexual exploitation", "riskSexualExploitation"),
    _risk("child_criminal_exploitation", "Risk to child: criminal exploitation", "riskCriminalExploitation"),
    _risk("substance_misuse", "Risk to child: drug and alcohol use", "riskDrugAlcohol"),
    _risk("eating_disorder", "Risk to child: eating disorder", "riskEatingDisorder"),
    _risk("missing_episodes", "Risk to child: going missing", "riskMissing"),
    _fact("riskOther", "Risk to child: other"),
    _risk("violence", "Risk to others: physical harm", "riskToOthersPhysical"),
    _risk("harmful_sexual_behaviour", "Risk to others: sexual harm", "riskToOthersSexual"),
    _risk("fire_setting", "Risk to others: fire-setting", "riskToOthersFire"),
    _fact("riskToOthersAnimals", "Risk to others: harm to animals", "Risk Present", "No known risk"),
    _fact("riskToOthersCriminal", "Risk to others: criminal exploitation", "Risk Present", "No known risk"),
    _fact("riskToOthersOther", "Risk to others: other"),
    *(Field(f"needs {n}", f"Need {n}" + " (codes: sheet lists)" * (n == 1), column="needs", offered=NEEDS)
      for n in (1, 2, 3)),
    Field("adaptations", "Adaptation to the home", offered=ADAPTATIONS, standard="homeAdaptation"),
    Field("languages", "Languages, first language first"),
    Field(
        "languages 2", "Communication need", column="languages", standard="specificCommunicationRequirements",
        words={"BSL": "BSL", "Makaton": "Makaton", "ESOL": "facts=ESOL", "Other": "facts=Other", "None": ""},
    ),
    Field("religion", "Religion"),
    _fact("culturalNeeds", "Cultural needs", "Required", "Not required", "Not Known", "Other"),
    _fact("additionalSupport", "Additional support", "additional supervision", "therapeutic support",
          "a worker for respite", "taxis to school", "NA"),
    Field("dolo", "Deprivation of Liberty Order", standard="deprivationOfLiberty"),
)  # fmt: skip

FAMILY = tuple(
    f for n in (1, 2) for f in _several("contacts", n, person=f"Family time {n}: with whom (role)",
                                        postcode="    where: postcode", times_per_week="    times a week")
)  # fmt: skip

AWAY = tuple(
    f for n in (1, 2) for f in _several("safety_areas", n, postcode=f"Keep away from {n}: postcode",
                                        radius_miles="    miles around it", basis="    on whose word")
) + tuple(
    f for n in (1, 2) for f in _several("keep_apart", n, other_id=f"Not to live with {n}: id, or child 2",
                                        basis="    on whose word")
)  # fmt: skip

LATER = (
    Field("child_id", "Your reference (never a name)", hint="Blank: NEW-1, NEW-2 ..."),
    Field("referred_on", "Day of the referral", standard="referralDate"),
    Field("sibling_group", "Sibling group already in the region"),
    Field("school_year", "School year (11 for the year of GCSEs)"),
    Field("max_school_miles", "Too far from school: miles"),
    Field("distance_intent", "Near home, or away from it?"),
    Field("away_basis", "Why away"),
    Field("away_until", "Away until"),
    _fact("preferredLocation", "Preferred location"),
    Field("legal_status", "Legal status (903 code)"),
    Field("purpose", "Why a home is looked for"),
    Field("uasc", "Unaccompanied asylum-seeking child"),
    Field("unborn", "Not yet born"),
    Field("current_home_id", "Home the child lives in now: id"),
    Field("move_agreed_on", "Move agreed on"),
    Field("notice_ends", "Notice ends on"),
    Field("can_wait_until", "Can wait until"),
    Field("expected_weeks", "Weeks expected"),
)

SECTIONS = (
    ("These first", FIRST),
    ("Kind of home", HOME),
    ("Needs and risks", NEEDED),
    ("Family time", FAMILY),
    ("Keeping safe", AWAY),
    ("When there is time", LATER),
)
FIELDS = tuple(f for _, fields in SECTIONS for f in fields)
"""Every question, in the order of the page."""
