"""The words allowed in coded columns (Placements Data Standard v2 and SSDA903 words where they exist)."""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """Kind of home."""

    FOSTERING = "fostering"
    KINSHIP = "kinship"
    RESIDENTIAL = "residential"
    SUPPORTED = "supported"
    SECURE = "secure"


class Sex(StrEnum):
    """Sex as the statutory return records it."""

    M = "M"
    F = "F"
    U = "U"


class HomeSex(StrEnum):
    """Whom a home takes."""

    ANY = "any"
    M = "M"
    F = "F"


class Siblings(StrEnum):
    """Together-or-apart assessment of a sibling group."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Suits(StrEnum):
    """Assessed suitability of a kind of home."""

    PREFERRED = "preferred"
    SUITABLE = "suitable"
    UNSUITABLE = "unsuitable"


class Solo(StrEnum):
    """Whether she has to be the only child."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    NO = "no"


class Alongside(StrEnum):
    """Whom she may live with."""

    ANY = "any"
    ONLY_OLDER = "only_older"
    ONLY_YOUNGER = "only_younger"


class Pets(StrEnum):
    """Pets, as the referral says it."""

    MUST = "must"
    CAN = "can"
    NO = "no"


class DistanceIntent(StrEnum):
    """Whether living near home is wanted."""

    NEAR = "near"
    AWAY = "away"


class Purpose(StrEnum):
    """Why a home is looked for."""

    NEW = "new"
    NOTICE = "notice"
    PLANNED_MOVE = "planned_move"
    STEP_DOWN = "step_down"
    BRING_NEARER = "bring_nearer"
    BRING_TOGETHER = "bring_together"
    LONG_TERM = "long_term"
    RESPITE = "respite"
    REMAND = "remand"
    TRANSFER = "transfer"


class WhereNow(StrEnum):
    """Where she sleeps tonight."""

    HOME = "home"
    OFFICE = "office"
    HOSPITAL = "hospital"
    POLICE = "police"
    UNREGISTERED = "unregistered"
    OTHER = "other"


class Sector(StrEnum):
    """Who runs a home."""

    IN_HOUSE = "in_house"
    OTHER_AUTHORITY = "other_authority"
    INDEPENDENT = "independent"
    VOLUNTARY = "voluntary"


class ContractKind(StrEnum):
    """How a place is paid for."""

    IN_HOUSE = "in_house"
    BLOCK = "block"
    FRAMEWORK = "framework"
    SPOT = "spot"


class Status(StrEnum):
    """Whether a home may take children."""

    OPEN = "open"
    ON_HOLD = "on_hold"
    RESTRICTED = "restricted"
    CLOSED = "closed"
    UNREGISTERED = "unregistered"


class Grade(StrEnum):
    """Latest Ofsted judgement."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"


class Certainty(StrEnum):
    """How sure a dated vacancy is."""

    CONFIRMED = "confirmed"
    EXPECTED = "expected"
    HELD = "held"


class Basis(StrEnum):
    """Where a restriction comes from."""

    COURT = "court"
    POLICE = "police"
    ASSESSMENT = "assessment"
    STRATEGY = "strategy"
    PREFERENCE = "preference"


class Subject(StrEnum):
    """What a fact is about."""

    CHILD = "child"
    HOME = "home"
    RESIDENT = "resident"


class OfferStatus(StrEnum):
    """What a provider said."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class PinKind(StrEnum):
    """What a person insists on."""

    PLACE = "place"
    FORBID = "forbid"


class Located(StrEnum):
    """How exactly a place is known."""

    EXACT = "exact"
    SECTOR = "sector"
    CONSTITUENCY = "constituency"
    AUTHORITY = "authority"


class Urgency(IntEnum):
    """Class of a child by the day she needs a home; the order is the order of the levels."""

    OVERDUE = 0
    TODAY = 1
    SOON = 2
    LATER = 3

    @property
    def word(self) -> str:
        """The class as it is written in files and reports."""
        return self.name.lower()


class Outcome(IntEnum):
    """What the rules say of a child and a home, from best to worst.

    The first three may be proposed; a pair takes the worst outcome of its rules.
    """

    AVAILABLE = 0
    IF_CONFIRMED = 1
    NEEDS_APPROVAL = 2
    CANNOT_CONFIRM = 3
    RULED_OUT = 4

    @property
    def word(self) -> str:
        """The outcome as it is written in files and reports."""
        return self.name.lower()

    @property
    def may_be_proposed(self) -> bool:
        """Whether a proposal may use it."""
        return self <= Outcome.NEEDS_APPROVAL


NEEDS = (
    "autism", "adhd", "learning_disability", "physical_disability", "sensory_impairment",
    "emotional_behavioural", "self_harm", "eating_disorder", "mental_health", "substance_misuse",
    "missing_episodes", "child_sexual_exploitation", "child_criminal_exploitation",
    "harmful_sexual_behaviour", "fire_setting", "violence", "trauma", "health_condition",
    "parent_and_child", "asylum",
)  # fmt: skip
"""Need codes: Ofsted's needs catered for, and the Placements Data Standard's risks."""

ADAPTATIONS = ("wheelchair", "ground_floor", "hoist", "wet_room", "level_access")
"""Adaptation codes; a home asked and having none writes `none`."""

NONE = "none"

APPROVAL_KINDS = (
    "TYPE-DEF", "TYPE-SUIT", "PREF-KIN", "FAM-FIRST", "DIS-SUIT", "IN-AREA", "OOA-NOM", "OOA-DCS", "OOA-EXEMPT",
    "DIST-20", "DIST-WANTED", "EDU-KEEP", "KS4", "F-APPROVED", "F-TERMS", "F-LIMIT3", "F-BED", "F-SMOKE", "F-AVAIL",
    "F-CONSENT", "K-CHILD-ONLY", "K-VIAB", "K-REG24", "CH-REG", "CH-COND", "CH-PLACES", "CH-SOP", "CH-IRA", "CH-SOLO",
    "CH-GRADE", "CH-U8", "CH-PEER", "SA-U16", "SA-16", "UNREG", "SEC-CRIT", "SEC-U13", "SEC-AGE", "SEC-NATIONAL",
    "SEC-APPROVED", "DOL-TYPE", "ZONE-AVOID", "NOMINATION", "SPOT-AUTH", "SIB-TOGETHER", "IDENTITY", "BLOCK-FIRST",
    "CONSENT-CARER", "PIN",
    "DIST-LOCAL",
    "F-BED-HARD", "F-OWNKIDS", "F-PETS", "F-SKILL", "F-DRIVE", "F-DBS-HH", "F-SHORTBREAK-CARER", "F-LTF", "K-REG25",
    "K-EXPIRE", "CH-UNDEROCC", "CH-SECT", "CH-RATIO", "CH-BED", "CH-NOMGR", "CH-LOC", "SA-REVIEW", "SA-CARE", "SA-CAT",
    "SA-OUTCOME", "BNB", "EHCP", "RES-SCHOOL-295", "EDU-ONSITE",
    "RESPITE-T",
    "SEC-72H", "SEC-EXCL", "DOL-COURT", "DOL-HOME", "YJ-REMAND-LA", "NOCONTACT", "CONTACT", "MISSING", "RISK-OTHERS",
    "RISK-SELF", "HEALTH", "GENDER", "XBORDER", "UASC-NTS", "UASC-AGE", "PC-PLACE", "SB-SERIES", "BRIDGE", "REUNIFY",
)  # fmt: skip
"""Codes an approval may name: those of the rules (held against the catalogue by a test)."""

LEGAL_STATUSES = ("C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3")
"""SSDA903 legal status codes."""

CARE_ORDERS = ("C1", "C2", "D1", "E1")
"""Legal statuses of children in care: an interim or full care order, freed for adoption, or a placement order."""

YOUTH_JUSTICE = ("J1", "J2", "J3")
"""Those of children remanded, detained or under a youth rehabilitation order."""
