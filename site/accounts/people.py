"""Wagtail's people in the admin, with our forms: groups and the administrator flag follow from roles, never by hand."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """Stands in INSTALLED_APPS instead of wagtail.users."""

    user_viewset = "accounts.people_admin.PersonViewSet"
    group_viewset = "accounts.people_admin.NoGroups"
