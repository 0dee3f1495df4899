"""Children, homes and pairs as arrays: what the rules are written over.

Every array broadcasts: facts of children have shape (children, 1), facts of homes (1, homes), facts of
pairs (children, homes). One child and one home are the same arrays with one row or one column.
"""
