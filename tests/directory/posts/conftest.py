"""Mainz with its post held, Alzey beside it, and a turn of the work process."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Role, User
from core.tasks import run_waiting_tasks
from directory.models import Post
from search import jobs
from tests import factories
from tests.factories import ALZEY, MAINZ

WorkThrough = Callable[[], None]


@pytest.fixture
def post(db: None) -> Post:
    """The filled post of Mainz."""
    factories.lay_ground()
    factories.portal(MAINZ, ALZEY)
    Post.objects.filter(district=MAINZ).update(status=Post.Status.FILLED, mailbox="integration@example.org")
    return Post.objects.select_related("district").get(district=MAINZ)


@pytest.fixture
def manager(post: Post) -> User:
    return factories.person(Role.Kind.MANAGER, ags=MAINZ)


@pytest.fixture
def operator(post: Post) -> User:
    return factories.person(Role.Kind.OPERATOR)


@pytest.fixture
def work_through(db: None) -> WorkThrough:
    """What the work process would do within minutes: tasks, search rows, indices."""

    def work() -> None:
        for job in (run_waiting_tasks, jobs.build_waiting, jobs.deliver_waiting):
            while job():
                pass

    return work


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
