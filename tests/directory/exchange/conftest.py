"""Who brings lists in: the manager of Mainz, signed in."""

import pytest
from django.test import Client

from accounts.models import Role
from tests.factories import MAINZ, TRIER, person, portal
from tests.rights.conftest import signed_in


@pytest.fixture
def client(db: None) -> Client:
    portal(MAINZ, TRIER)
    return signed_in(person(Role.Kind.MANAGER, ags=MAINZ))
