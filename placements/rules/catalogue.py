"""Every rule on one screen, in the order results show them; a test names any file left out."""

from placements.rules.area import director, exempt, far, in_area, local_mark, nominated_officer, wanted
from placements.rules.education import keep_school, key_stage_4
from placements.rules.fostering import approved as f_approved
from placements.rules.fostering import available, bedroom, consent, smoking, terms, usual_limit
from placements.rules.kind import family_first, type_def, type_suit, unregistered
from placements.rules.kinship import named_only, preferred, temporary, viability
from placements.rules.money import block, nomination, spot
from placements.rules.people import forbidden, identity, said_no, siblings
from placements.rules.residential import conditions, grade, impact, peers, places, purpose, solo, young
from placements.rules.residential import registered as ch_registered
from placements.rules.rule import Rule
from placements.rules.safety import adaptations, areas
from placements.rules.secure import age, approved, criteria, deprivation, national, under_13
from placements.rules.supported import registered, under_16

RULES: tuple[Rule, ...] = (
    type_def.RULE,
    type_suit.RULE,
    unregistered.RULE,
    preferred.RULE,
    family_first.RULE,
    adaptations.RULE,
    in_area.RULE,
    nominated_officer.RULE,
    director.RULE,
    exempt.RULE,
    far.RULE,
    local_mark.RULE,
    wanted.RULE,
    keep_school.RULE,
    key_stage_4.RULE,
    f_approved.RULE,
    terms.RULE,
    usual_limit.RULE,
    bedroom.RULE,
    smoking.RULE,
    available.RULE,
    consent.RULE,
    named_only.RULE,
    viability.RULE,
    temporary.RULE,
    ch_registered.RULE,
    conditions.RULE,
    places.RULE,
    purpose.RULE,
    impact.RULE,
    solo.RULE,
    grade.RULE,
    young.RULE,
    peers.RULE,
    under_16.RULE,
    registered.RULE,
    criteria.RULE,
    under_13.RULE,
    age.RULE,
    national.RULE,
    approved.RULE,
    deprivation.RULE,
    areas.RULE,
    nomination.RULE,
    spot.RULE,
    siblings.RULE,
    identity.RULE,
    block.RULE,
    said_no.RULE,
    forbidden.RULE,
)

RULE_OF = {rule.code: rule for rule in RULES}
CODES = frozenset(RULE_OF)
