"""What programs read on a page beside its words (JSON-LD), written so that no text can leave its place."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# As Django's json_script: a text that says </script> or <!-- would end the element or hide the rest of the page.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_ld(data: Mapping[str, Any]) -> SafeString:
    """The element with the data. It is no script: nothing runs it, so the policy for scripts does not ask about it."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 (escaped above)
