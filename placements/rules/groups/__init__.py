"""Groups with rules of their own: unaccompanied children, parents, short breaks, respite, a return home."""
