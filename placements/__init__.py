"""Placement matching and sufficiency for Regional Care Co-operatives."""
