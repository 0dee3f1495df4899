"""The terms a page uses, in plain words."""

GLOSSARY = (
    ("Proposal", "What the solver puts forward. It places nobody."),
    ("Decision", "What a person decides, with a name and a date."),
    ("Overdue", "Needed before today, or sleeping in an office, a hospital, a police station or an unregistered home."),
    ("Today, soon, later", "Needed today; within five working days; after that."),
    ("Floor", "Published marks a home should not fall below for a child: inspection grade, age, distance, exam years, "
     "brothers and sisters together."),
    ("Stop-gap", "A home below the floor, proposed only for overdue and today's children, with an end date."),
    ("Held", "Kept waiting where the child is safe, because every home open to the child is below the floor."),
    ("Points", "How well a home fits one child, from 0 to 100, over the published criteria that apply to that child. "
     "Points compare homes for one child; they never compare children."),
    ("Own best home", "The lawful home with the most points for one child, were that child the only one."),
    ("Equally suitable", "Close to the child's own best home, no worse in kind, siblings, school or area: "
     "cost may choose."),
    ("Short", "Points below the child's own best home. Far below means more than the policy's mark."),
    ("Straight-line miles", "As the crow flies, by the statutory return's formula. Roads are longer."),
    ("Extra cost", "What a place adds to the bill; nothing where it is already paid for. Full cost stands beside it."),
    ("Registered, lived in, offered", "Places a home is registered or approved for; children living there; places it "
     "offers today."),
    ("Soon free, blocked", "A place expected within 14 days, which nobody has confirmed; a place not offered, because "
     "the home is on hold, restricted or closed."),
    ("Insisting, tie", "Giving a child that child's own best home whatever it costs the others; a tie where no level "
     "comes out worse."),
    ("Level", "One aim. Levels are settled in order; none may make one before it worse."),
    ("Proven", "The solver showed that nothing better exists. Otherwise: the best found in the time allowed."),
    ("Pair", "One child and one home."),
)  # fmt: skip
"""Terms with what they mean, in the order a reader meets them."""
