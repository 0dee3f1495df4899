"""Where things are and how far apart: the OS grid, postcodes, authorities and their neighbours."""
