"""What happens to accounts with the calendar, also when nobody signs in."""

from accounts.models import User
from accounts.rights import sync_groups


def sync_everybody() -> int:
    """Brings everyone's groups in line with today's roles; returns how many changed."""
    return sum(sync_groups(user) for user in User.objects.filter(is_active=True).prefetch_related("groups"))
