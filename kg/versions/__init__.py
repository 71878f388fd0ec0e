"""Versions of a graph: what one states, what differs between two, and what each build changed.

:mod:`.contents` reads a version, :mod:`.pairs` finds what is the same fact in two, :mod:`.comparison` compares them,
:mod:`.changes` holds the records of that, and :mod:`.kept` keeps them with a store.
"""
