"""What the ledger registers when the portal starts."""

from accounts.personal_data import OnErase, register_relation
from bestpractice.ledger import changes, district
from bestpractice.models import Adoption, AdoptionStep
from directory.posts.texts import register_texts
from directory.sections import register_section


def register() -> None:
    changes.connect()
    register_section("bestpractice/ledger/_district.html", district.taken_and_given)
    register_texts(Adoption, "district")
    register_texts(AdoptionStep, "adoption__district")
    told = ("practice__title", "district__name", "stage", "since")
    register_relation(Adoption, "confirmed_by", told, OnErase.KEEP)
    register_relation(Adoption, "reported_by", told, OnErase.KEEP)
    register_relation(AdoptionStep, "told_by", ("adoption__practice__title", "stage", "on"), OnErase.KEEP)
