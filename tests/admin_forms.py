"""What the browser sends from the admin's page forms."""

import json

# The comments of Wagtail's editor: nobody wrote one.
NO_COMMENTS = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
# The rows below an organisation's and an offer's form: none.
NO_ROWS = {
    f"{name}-{count}": "0"
    for name in ("locations", "contacts", "schedules")
    for count in ("TOTAL_FORMS", "INITIAL_FORMS")
}
# The rows below a practice's form: none.
NO_PARTS = {
    f"{name}-{count}": "0"
    for name in ("steps", "indicators", "requirements", "materials", "pictures")
    for count in ("TOTAL_FORMS", "INITIAL_FORMS")
}


def rich(text: str) -> str:
    """A rich text of one paragraph, as the editor holds it."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})
