"""Children who will need a home: entries, moves and exits, simulated week by week with their uncertainty."""
