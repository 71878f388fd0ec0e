"""What people see: pages made of the store alone, by functions that know nothing of HTTP.

A page is a function of a :class:`kg.pages.desk.Desk` (the store, the stored questions, the names of things) and of what was
:class:`~kg.pages.asked.Asked`. It runs in a process that may be killed. Which address is whose stands in :mod:`kg.pages.addresses`.
"""
