"""National shares the generator leans on where an authority's own figure is missing or was never published.

Published figures: DfE, children looked after in England, 31 March 2024 and 2025; Ofsted, fostering in
England. Figures marked *assumed* have no published table and are orders of magnitude.
"""

HOMES = ("kinship", "in_house", "agency", "residential", "supported", "elsewhere")
"""Where a child lives; *elsewhere* (with parents, placed for adoption, other) has no row in homes.csv."""

AGE_BANDS = ((0, 1), (1, 5), (5, 10), (10, 16), (16, 18))
"""The department's five age bands as [from, to) years."""

AGE_BY_HOME = {
    "kinship": (0.05, 0.18, 0.30, 0.36, 0.11),
    "in_house": (0.07, 0.17, 0.22, 0.38, 0.16),
    "agency": (0.03, 0.11, 0.23, 0.45, 0.18),
    "residential": (0.0, 0.002, 0.05, 0.58, 0.368),
    "supported": (0.0, 0.0, 0.0, 0.0, 1.0),
    "elsewhere": (0.06, 0.235, 0.17, 0.265, 0.27),
}
"""Assumed starting shape of age within each kind of home; fitted to every authority's published totals."""

MALE_BY_HOME = {
    "kinship": 0.51,
    "in_house": 0.54,
    "agency": 0.54,
    "residential": 0.60,
    "supported": 0.70,
    "elsewhere": 0.56,
}
OUTSIDE_BY_HOME = {
    "kinship": 0.32,
    "in_house": 0.20,
    "agency": 0.70,
    "residential": 0.67,
    "supported": 0.44,
    "elsewhere": 0.40,
}
"""Share placed outside the responsible authority: 2024 release by kind; in-house and agency split assumed."""

KINSHIP_OF_FOSTERED = 0.24
"""13,670 of 56,390 fostered children lived with a relative or friend on 31 March 2024 (DfE)."""

FOSTER_FILLED, FOSTER_VACANT = 0.61, 0.16
"""Approved mainstream fostering places filled and vacant; 23 % are not available (Ofsted, 2024)."""

PLACES_PER_HOUSEHOLD = (0.33, 0.36, 0.29, 0.02)
"""Households approved for one to four children (Ofsted, 2018-19: 33, 35, 30, 2 %)."""

SIBLINGS_TOGETHER = {
    "kinship": (0.64, 0.24, 0.09, 0.03),
    "in_house": (0.70, 0.22, 0.06, 0.02),
    "agency": (0.68, 0.23, 0.07, 0.02),
    "residential": (0.98, 0.02, 0.0, 0.0),
    "supported": (1.0, 0.0, 0.0, 0.0),
}
"""Assumed sizes of the sibling sets living in one home, one to four."""

SIBLINGS_APART = 0.12
"""Assumed share of those sets with brothers or sisters looked after in another home."""

WAITING_GROUPS = {2: 0.55, 3: 0.27, 4: 0.12, 5: 0.06}
WAITING_IN_GROUPS = 0.45
"""Share of waiting children in a sibling group of 2-5, and how those children divide by size (assumed)."""

URGENCY = {"overdue": 0.08, "today": 0.20, "soon": 0.25, "later": 0.47}
"""Share of waiting children by when a home is needed (same day 25-35 %, within five days 25 %; assumed)."""

PURPOSES = {
    "new": 0.46,
    "notice": 0.20,
    "planned_move": 0.10,
    "step_down": 0.06,
    "bring_nearer": 0.04,
    "bring_together": 0.03,
    "long_term": 0.05,
    "respite": 0.02,
    "remand": 0.01,
    "transfer": 0.03,
}
"""Why the children wait (assumed; 32,270 starts and 59,140 changes of placement in 2024-25)."""

ETHNIC_CODES = {
    "White": {"WBRI": 0.914, "WIRI": 0.008, "WIRT": 0.003, "WROM": 0.01, "WOTH": 0.065},
    "Mixed or Multiple ethnic groups": {"MWBC": 0.327, "MWBA": 0.122, "MWAS": 0.198, "MOTH": 0.353},
    "Asian or Asian British": {"AIND": 0.079, "APKN": 0.243, "ABAN": 0.088, "CHNE": 0.023, "AOTH": 0.567},
    "Black, African, Caribbean or Black British": {"BCRB": 0.2, "BAFR": 0.59, "BOTH": 0.21},
    "Other ethnic group": {"OOTH": 1.0},
    "Refused or information not yet available": {"REFU": 0.16, "NOBT": 0.84},
}
"""903 codes within each published ethnic group (national, 31 March 2024)."""

NEEDS = {
    "autism": (0.01, 0.08, 0.12, 0.11),
    "adhd": (0.0, 0.08, 0.16, 0.12),
    "learning_disability": (0.02, 0.07, 0.10, 0.09),
    "physical_disability": (0.02, 0.02, 0.02, 0.02),
    "sensory_impairment": (0.01, 0.01, 0.01, 0.01),
    "emotional_behavioural": (0.05, 0.25, 0.38, 0.30),
    "self_harm": (0.0, 0.01, 0.12, 0.15),
    "eating_disorder": (0.0, 0.0, 0.02, 0.03),
    "mental_health": (0.0, 0.02, 0.12, 0.20),
    "substance_misuse": (0.0, 0.0, 0.05, 0.13),
    "missing_episodes": (0.0, 0.0, 0.13, 0.18),
    "child_sexual_exploitation": (0.0, 0.0, 0.05, 0.05),
    "child_criminal_exploitation": (0.0, 0.0, 0.08, 0.10),
    "harmful_sexual_behaviour": (0.0, 0.01, 0.02, 0.02),
    "fire_setting": (0.0, 0.003, 0.01, 0.01),
    "violence": (0.0, 0.03, 0.10, 0.10),
    "trauma": (0.20, 0.35, 0.35, 0.30),
    "health_condition": (0.05, 0.03, 0.03, 0.03),
}
"""Assumed share of waiting children with each need by age: under 5, 5-9, 10-15, 16 and over."""

NEEDS_MET = {
    "autism": (0.28, 0.66, 0.50),
    "adhd": (0.42, 0.82, 0.62),
    "learning_disability": (0.26, 0.62, 0.46),
    "physical_disability": (0.08, 0.14, 0.08),
    "sensory_impairment": (0.12, 0.22, 0.15),
    "emotional_behavioural": (0.66, 0.97, 0.88),
    "self_harm": (0.24, 0.78, 0.56),
    "eating_disorder": (0.08, 0.36, 0.22),
    "mental_health": (0.30, 0.70, 0.66),
    "substance_misuse": (0.14, 0.62, 0.66),
    "missing_episodes": (0.26, 0.84, 0.74),
    "child_sexual_exploitation": (0.16, 0.70, 0.52),
    "child_criminal_exploitation": (0.15, 0.68, 0.62),
    "harmful_sexual_behaviour": (0.05, 0.34, 0.14),
    "fire_setting": (0.04, 0.24, 0.10),
    "violence": (0.12, 0.74, 0.42),
    "trauma": (0.70, 0.96, 0.88),
    "health_condition": (0.24, 0.42, 0.32),
    "parent_and_child": (0.04, 0.01, 0.04),
    "asylum": (0.22, 0.20, 0.64),
}
"""Assumed share of homes which meet each need: fostering, children's homes, supported accommodation."""

WEEKLY_COST = {
    "kinship": (400, 0.12),
    "in_house": (610, 0.12),
    "agency": (1080, 0.13),
    "supported": (1250, 0.28),
    "lodging": (680, 0.20),
    "residential_in_house": (5700, 0.10),
    "residential": (6300, 0.27),
    "secure": (8400, 0.10),
}
"""Assumed weekly cost in pounds, 2025-26: median and log-normal spread; orders of magnitude only."""

NATIONAL_RESIDENTIAL_COST, NATIONAL_FOSTERING_COST = 7385, 765
"""England's weekly unit costs 2024-25 (DfE, section 251), against which an authority's own are read."""
