"""The weekly proposal: options, constraints, objectives in order, and the check that trusts none of them."""
