"""What the description of the JSON interface covers: our own addresses, not the admin's."""

from typing import Any

Endpoint = tuple[str, str, str, Any]


def only_public(endpoints: list[Endpoint], **kwargs: Any) -> list[Endpoint]:
    """Keeps what lies below /api/."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/")]
