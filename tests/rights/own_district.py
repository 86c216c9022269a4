"""The table of what only those do who act for a district: its manager, its deputy on these days, the operator.

"own": what belongs to the own district; "foreign": to another.
"""

TABLE: dict[str, dict[str, bool]] = {
    "visitor":                          {"own": False, "foreign": False},
    "manager":                          {"own": True,  "foreign": False},
    "deputy, first day":                {"own": True,  "foreign": False},
    "deputy, last day":                 {"own": True,  "foreign": False},
    "deputy, day before":               {"own": False, "foreign": False},
    "deputy, day after":                {"own": False, "foreign": False},
    "editor of the Städtetag":          {"own": False, "foreign": False},
    "editor of the Landkreistag":       {"own": False, "foreign": False},
    "Land":                             {"own": False, "foreign": False},
    "operator":                         {"own": True,  "foreign": True},
}  # fmt: skip
