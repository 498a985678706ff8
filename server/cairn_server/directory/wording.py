"""Plain sentences for what pydantic found."""

from __future__ import annotations

from pydantic import ValidationError

__all__ = ["sentence"]

# What pydantic calls it -> what a person reads. Fields in braces come from its context.
EXPECTED = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "model_type": "must be an object",
    "dict_type": "must be an object",
    "literal_error": "must be {expected}",
    "string_too_long": "must be at most {max_length} letters long",
    "string_too_short": "must be at least {min_length} letters long",
    "string_pattern_mismatch": "has not the right form",
    "too_long": "must have at most {max_length} entries",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}

PATTERNS = {
    "currency": "must be a currency such as USD",
    "country": "must be a country such as US",
    "about": "must be the ID of a service, organization or location",
}

# Branches of a union that pydantic names in the path; they are no fields of ours.
BRANCHES = {"int", "float", "bool", "none", "list", "constrained-int", "function-after", "str"}


def sentence(kind: str, error: ValidationError) -> str:
    """Return one sentence for the first fault: object, field, what was expected."""
    first = error.errors(include_url=False, include_input=False)[0]
    path = ""
    for step in first["loc"]:
        if isinstance(step, int):
            path += f"[{step}]"
        elif step not in BRANCHES and not step.startswith(("constrained", "function", "list[")):
            path += f".{step}" if path else step
    last = path.rpartition(".")[2]
    fault = first["type"]
    if fault == "value_error":
        expected = first["msg"].removeprefix("Value error, ")
    elif fault == "string_pattern_mismatch" and last in PATTERNS:
        expected = PATTERNS[last]
    else:
        expected = EXPECTED.get(fault, "has not the right form").format(**first.get("ctx", {}))
    return f"The {kind}'s {path} {expected}." if path else f"The {kind} {expected}."
