"""What a proposal must keep; each file says it once for the solver, and `domain.living` once in plain Python."""
