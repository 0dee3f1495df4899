"""Other people's files to region tables: every row accounted for."""
