"""Materials in the admin: the way to a new one."""

from django.utils.translation import gettext_lazy as _

from core.adminhome import Action, new_page, register_action
from library.models import MaterialPage

register_action(Action(_("Neues Material"), 40, new_page(MaterialPage)))
