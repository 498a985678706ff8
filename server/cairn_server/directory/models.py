"""The documents of a directory database, and the rule that every write of one passes.

Names, formats and enumerations are those of HSDS 3.2. Absent is absent: null, empty
text and empty lists are refused everywhere, in additional properties too, because HSDS
allows none of them and two ways to say "not known" would conflict with each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from cairn_server.directory.confidential import forbidden_in_confidential
from cairn_server.directory.errors import DirectoryError
from cairn_server.directory.field import (
    UUID_FORM,
    Age,
    Date,
    Email,
    Instant,
    Name,
    Note,
    Text,
    Uuid,
    WebAddress,
)
from cairn_server.directory.part import (
    Accessibility,
    Address,
    CostOption,
    Language,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceAtLocation,
)
from cairn_server.directory.shape import require_shape
from cairn_server.directory.wording import sentence

__all__ = [
    "CATEGORIES",
    "SCHEMA",
    "DirectoryError",
    "Location",
    "Organization",
    "Service",
    "Suggestion",
    "check_document",
    "validate_body",
    "validate_document",
]

SCHEMA = 1  # of all four documents; a change that old phones cannot read raises it

Category = Literal[
    "hotline",
    "shelter",
    "legal",
    "housing",
    "food",
    "money",
    "health",
    "mental-health",
    "children",
    "immigration",
    "transport",
    "pets",
    "tribal",
    "other",
]

CATEGORIES: tuple[str, ...] = get_args(Category)

MANY = 500  # entries of one list: counties, places and hours fit, a runaway join does not


def _require_schema(number: int) -> int:
    if number != SCHEMA:
        raise ValueError(f"must be {SCHEMA}")
    return number


class _Body(BaseModel):
    """The body of one document, without its protocol fields."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow")

    schema_: Annotated[int, AfterValidator(_require_schema)] = Field(alias="schema")


class Organization(_Body):
    """Who offers services."""

    type: Literal["organization"]
    name: Name
    alternate_name: Name | None = None
    description: Text | None = None
    email: Email | None = None
    website: WebAddress | None = None
    phones: Annotated[list[Phone], Field(max_length=MANY)] | None = None
    assured_date: Date | None = None
    last_modified: Instant | None = None


class Service(_Body):
    """What people can get, from whom, when, where and for what."""

    type: Literal["service"]
    organization_id: Uuid
    name: Name
    alternate_name: Name | None = None
    description: Text | None = None
    url: WebAddress | None = None
    email: Email | None = None
    status: Literal["active", "inactive", "defunct", "temporarily closed"]
    application_process: Text | None = None
    fees_description: Text | None = None
    eligibility_description: Text | None = None
    interpretation_services: Text | None = None
    minimum_age: Age | None = None
    maximum_age: Age | None = None
    alert: Text | None = None
    assured_date: Date | None = None
    last_modified: Instant | None = None
    phones: Annotated[list[Phone], Field(max_length=MANY)] | None = None
    schedules: Annotated[list[Schedule], Field(max_length=MANY)] | None = None
    languages: Annotated[list[Language], Field(max_length=MANY)] | None = None
    service_areas: Annotated[list[ServiceArea], Field(max_length=MANY)] | None = None
    service_at_locations: Annotated[list[ServiceAtLocation], Field(max_length=MANY)] | None = None
    cost_options: Annotated[list[CostOption], Field(max_length=MANY)] | None = None
    required_documents: Annotated[list[RequiredDocument], Field(max_length=MANY)] | None = None
    categories: Annotated[list[Category], Field(max_length=len(CATEGORIES))] | None = None
    without_police: bool | None = None  # True: help that does not bring the police in

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Service:
        if self.categories is not None and len(set(self.categories)) < len(self.categories):
            raise ValueError("must not name a category twice")
        low, high = self.minimum_age, self.maximum_age
        if low is not None and high is not None and low > high:
            raise ValueError("must not have a minimum_age above its maximum_age")
        return self


class Location(_Body):
    """A place; of a confidential one no more than the area and a phone."""

    type: Literal["location"]
    location_type: Literal["physical", "postal", "virtual"]
    name: Name | None = None
    alternate_name: Name | None = None
    organization_id: Uuid | None = None
    description: Text | None = None
    transportation: Text | None = None
    url: WebAddress | None = None
    latitude: Annotated[int | float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[int | float, Field(ge=-180, le=180)] | None = None
    addresses: Annotated[list[Address], Field(max_length=MANY)] | None = None
    phones: Annotated[list[Phone], Field(max_length=MANY)] | None = None
    schedules: Annotated[list[Schedule], Field(max_length=MANY)] | None = None
    languages: Annotated[list[Language], Field(max_length=MANY)] | None = None
    accessibility: Annotated[list[Accessibility], Field(max_length=MANY)] | None = None
    confidential: bool | None = None

    @model_validator(mode="after")
    def _has_both_coordinates(self) -> Location:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("must have latitude and longitude together or neither")
        return self


class Suggestion(_Body):
    """What a member found to be wrong in an entry, and what became of it."""

    type: Literal["suggestion"]
    about: Annotated[str, Field(pattern=f"^(service|organization|location):{UUID_FORM.pattern}$")]
    what: Literal["wrong_number", "closed", "moved", "wrong_hours", "not_helpful", "other"]
    note: Note | None = None
    member: Uuid
    made_at: Instant
    state: Literal["waiting", "accepted", "declined"]
    answer: Note | None = None
    answered_by: Uuid | None = None
    answered_at: Instant | None = None

    @model_validator(mode="after")
    def _is_answered_or_waits(self) -> Suggestion:
        answered = self.answer or self.answered_by or self.answered_at
        if self.state == "waiting" and answered:
            raise ValueError("must have no answer while its state is waiting")
        return self


MODELS: dict[str, type[_Body]] = {
    "organization": Organization,
    "service": Service,
    "location": Location,
    "suggestion": Suggestion,
}


def check_document(doc_id: str, body: Mapping[str, Any]) -> str | None:
    """Return None for a document that the directory may hold, else the sentence why not."""
    try:
        validate_document(doc_id, body)
    except DirectoryError as exc:
        return str(exc)
    return None


def validate_document(doc_id: str, body: Mapping[str, Any]) -> None:
    """Return if a directory may hold this document.

    Raises:
        DirectoryError: it may not; the message is one sentence naming the object, the
            field and what was expected. It never repeats a confidential place's values.
    """
    kind = _kind(body)
    prefix, _, number = doc_id.partition(":")
    if prefix != kind or UUID_FORM.fullmatch(number) is None:
        raise DirectoryError(f"The {kind}'s _id must be {kind}: and a UUID in small letters.")
    validate_body(body)


def validate_body(body: Mapping[str, Any]) -> None:
    """Return if a directory may hold a document with this body, whatever its ID.

    Raises:
        DirectoryError: as `validate_document`.
    """
    kind = _kind(body)
    require_shape(kind, body)
    try:
        MODELS[kind].model_validate(dict(body))
    except ValidationError as exc:
        raise DirectoryError(sentence(kind, exc)) from None
    if kind == "location" and (forbidden := forbidden_in_confidential(body)):
        fields = ", ".join(forbidden)
        raise DirectoryError(
            f"The location is confidential, so it must not hold {fields}: "
            "a city or region and a phone are enough."
        )


def _kind(body: Mapping[str, Any]) -> str:
    kind = body.get("type")
    if not isinstance(kind, str) or kind not in MODELS:
        raise DirectoryError(f"The document's type must be one of {', '.join(MODELS)}.")
    return kind
