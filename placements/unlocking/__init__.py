"""The smallest change that gives a child a home, certified smallest, as an edit of the input."""
