"""The same weeks solved four ways: ours, one child at a time, deferred acceptance, and a textbook CP-SAT model."""
