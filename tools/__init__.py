"""Small programs that the Makefile calls; none of them is part of the portal. An old Python is told so right here."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (an older one gets as far as this line, and should say something clear)
    sys.exit(
        "Python 3.11 oder neuer wird gebraucht, nicht {}.{}. Etwa: make PYTHON=python3.12 …".format(*sys.version_info)
    )
