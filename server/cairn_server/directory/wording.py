"""Plain sentences for what pydantic found."""

from __future__ import annotations

from pydantic import ValidationError

from cairn_server.directory.said import Said, form, said

__all__ = ["sentence"]

# What pydantic calls it -> what a person reads. Fields in braces come from its context.
EXPECTED = {
    "missing": form("is missing"),
    "extra_forbidden": form("is not known here"),
    "string_type": form("must be text"),
    "int_type": form("must be a whole number"),
    "float_type": form("must be a number"),
    "bool_type": form("must be true or false"),
    "list_type": form("must be a list"),
    "model_type": form("must be an object"),
    "dict_type": form("must be an object"),
    "literal_error": form("must be {expected}"),
    "string_too_long": form("must be at most {max_length} letters long"),
    "string_too_short": form("must be at least {min_length} letters long"),
    "string_pattern_mismatch": form("has not the right form"),
    "too_long": form("must have at most {max_length} entries"),
    "greater_than_equal": form("must be at least {ge}"),
    "less_than_equal": form("must be at most {le}"),
}

PATTERNS = {
    "currency": form("must be a currency such as USD"),
    "country": form("must be a country such as US"),
    "about": form("must be the ID of a service, organization or location"),
}

WRONG = form("has not the right form")

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
        expected = Said(PATTERNS[last], {})
    else:
        wanted = EXPECTED.get(fault, WRONG)
        context = first.get("ctx", {})
        expected = Said(wanted, {k: str(v) for k, v in context.items() if f"{{{k}}}" in wanted})
    if path:
        return said("The {kind}'s {field} {expected}.", kind=kind, field=path, expected=expected)
    return said("The {kind} {expected}.", kind=kind, expected=expected)
