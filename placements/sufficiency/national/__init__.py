"""England as a whole: the projections and promises that were published, worked through and laid over what happened."""
