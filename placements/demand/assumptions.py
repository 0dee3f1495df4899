def of_published(*a): return ()
