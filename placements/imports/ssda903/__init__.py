"""The statutory return on children looked after (SSDA903) to a region folder with its history."""
