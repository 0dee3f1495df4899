"""Every criterion, in the order of the policy; a test names any file left out."""

from placements.optimise.criteria import (
    assessments,
    certainty,
    contact,
    distance,
    identity,
    kin_and_kind,
    needs_fit,
    school,
    siblings,
    stability,
)

CRITERIA = (
    kin_and_kind.CRITERION,
    siblings.CRITERION,
    school.CRITERION,
    distance.CRITERION,
    needs_fit.CRITERION,
    contact.CRITERION,
    identity.CRITERION,
    certainty.CRITERION,
    stability.CRITERION,
    assessments.CRITERION,
)
