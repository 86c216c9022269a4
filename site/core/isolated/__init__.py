"""Files from outside are read in a process of their own: they may be broken or hostile, and whatever they do to their
reader, the portal only sees that nothing came back. What runs there knows nothing of Django.
"""
