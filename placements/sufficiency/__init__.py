"""What homes a region lacks, where and for whom: simulated demand met with supply by the same rules and optimiser."""
