"""The mapping file: which column of which file becomes which HSDS field.

A field is filled from a column (``"Title"``), from a table that says more
(``{column = "Email", lookup = {…}}``), or from a list of these: lists are joined, texts
become paragraphs. ``docs/directory-import.md`` describes every key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from cairn_server.directory.errors import MappingError
from cairn_server.directory.importing.transform import FIELDS, TRANSFORMS
from cairn_server.directory.models import CATEGORIES

__all__ = [
    "WHEREABOUTS",
    "Condition",
    "FieldSource",
    "LocationMap",
    "Mapping",
    "ObjectMap",
    "ServiceMap",
]

# While a row is read nobody knows yet whether the place is confidential, so the report never
# shows what stands in these.
WHEREABOUTS = frozenset({"addresses", "position", "transportation"})


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Condition(_Part):
    """True for a row whose cell is one of the values, capitals aside."""

    column: str
    equals: list[str]


class FieldSource(_Part):
    """Where one value, or part of one, comes from."""

    column: str = ""
    columns: list[str] = []  # several, joined by `between`; those that are empty left out
    between: str = ", "
    constant: Any = None  # the same for every row
    transform: str = Field("", alias="as")  # "": the field's own
    split: str = ""  # what separates several values in one cell; "lines" for line breaks
    lookup: dict[str, str] = {}  # the cell's value -> what it means; "" for nothing
    lookup_other: Literal["report", "keep"] = "report"  # a value that the lookup lacks
    default: str = ""  # when the cell is empty
    before: str = ""  # put in front of each text
    after: str = ""
    type: str = ""  # of a phone
    only_if: Condition | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> FieldSource:
        if bool(self.column or self.columns) == (self.constant is not None):
            raise ValueError("needs either column or constant")
        if self.transform and self.transform not in TRANSFORMS:
            raise ValueError(f"has as = {self.transform!r}, which is none of {sorted(TRANSFORMS)}")
        return self

    @property
    def columns_used(self) -> list[str]:
        """Return every column that it reads."""
        condition = [self.only_if.column] if self.only_if is not None else []
        return [*([self.column] if self.column else []), *self.columns, *condition]


def _as_sources(given: Any) -> Any:
    sources = given if isinstance(given, list) else [given]
    return [{"column": one} if isinstance(one, str) else one for one in sources]


def _as_source(given: Any) -> Any:
    return {"column": given} if isinstance(given, str) else given


Joined = Annotated[FieldSource | None, BeforeValidator(_as_source)]
Sources = Annotated[list[FieldSource], BeforeValidator(_as_sources)]


class ObjectMap(_Part):
    """How the rows of one file become documents of one type."""

    file: str  # its name; case and folder do not matter
    id: str  # the column that names a row for ever
    fields: dict[str, Sources]
    no_public_address: Condition | None = None  # rows whose places must not be found
    rows: Condition | None = None  # which of the file's rows; None: all
    optional: bool = False  # True: columns of fields may be missing from the file
    tells_faults: bool = True  # False: another part tells of rows that cannot be read
    repeats: bool = False  # True: several rows may be about the same thing; the first counts

    @property
    def sources(self) -> Iterator[tuple[str, FieldSource]]:
        """Yield every field name with each of its sources."""
        for name, sources in self.fields.items():
            for source in sources:
                yield name, source

    @property
    def columns(self) -> list[str]:
        """Return every column that the mapping names, each once."""
        named = self.required_columns
        for source in self._all_sources():
            named.extend(source.columns_used)
        if self.no_public_address is not None:
            named.append(self.no_public_address.column)
        return list(dict.fromkeys(named))

    @property
    def private_columns(self) -> frozenset[str]:
        """Return the columns that may say where a place is: what stands there is never shown."""
        fields = [*self.fields.items(), *getattr(self, "location_fields", {}).items()]
        sources = [one for name, held in fields if name in WHEREABOUTS for one in held]
        return frozenset(column for one in sources for column in one.columns_used)

    @property
    def required_columns(self) -> list[str]:
        """Return the columns without which the file cannot be read at all."""
        named = [self.id, *self._joins()]
        return named + ([self.rows.column] if self.rows is not None else [])

    def _joins(self) -> list[str]:
        return []

    def _all_sources(self) -> list[FieldSource]:
        return [source for _, source in self.sources]


class ServiceMap(ObjectMap):
    """How rows become services."""

    organization: str  # the column with the organization's ID
    organization_name: str = ""  # the column with its name, for one that no file lists
    locations: Joined = None  # the column with its locations' IDs
    location_fields: dict[str, Sources] = {}  # what the row tells about its locations

    def _joins(self) -> list[str]:
        joins = [name for name in (self.organization, self.organization_name) if name]
        return joins + ([self.locations.column] if self.locations is not None else [])

    def _all_sources(self) -> list[FieldSource]:
        more = [source for sources in self.location_fields.values() for source in sources]
        return super()._all_sources() + more


class LocationMap(ObjectMap):
    """How rows become locations."""

    organization: str = ""
    organization_name: str = ""
    services: Joined = None  # the column with the IDs of what is offered there
    service_fields: dict[str, Sources] = {}  # what the row tells about those services
    at_organization: Condition | None = None  # rows at their organization's own address

    def _joins(self) -> list[str]:
        joins = [name for name in (self.organization, self.organization_name) if name]
        joins += [self.services.column] if self.services is not None else []
        return joins + ([self.at_organization.column] if self.at_organization is not None else [])

    def _all_sources(self) -> list[FieldSource]:
        more = [source for sources in self.service_fields.values() for source in sources]
        return super()._all_sources() + more


class JoinMap(_Part):
    """Rows of the services' file that only say which service is offered at which place."""

    rows: Condition
    service: str  # the column with the service's ID
    location: str


class Mapping(_Part):
    """A whole mapping file."""

    source: Annotated[str, Field(pattern="^[a-z0-9][a-z0-9-]{0,60}$")]  # part of every ID
    about: str = ""
    many: bool = False  # several partners export so: each should be a source of its own
    format: Literal["csv", "hsds"] = "csv"
    own: bool = False  # HSDS that a Cairn exported whole: its marks count
    shelter_terms: list[str] = []  # of HSDS taxonomies: names, codes or IDs of shelters
    organization: ObjectMap | None = None
    service: ServiceMap | None = None
    location: LocationMap | None = None
    join: JoinMap | None = None
    keywords: dict[str, list[str]] = {}  # more words by category

    @model_validator(mode="after")
    def _names_known_fields(self) -> Mapping:
        for kind, part in self.objects.items():
            for group, fields in _field_groups(kind, part):
                for name in fields:
                    if name not in FIELDS[group]:
                        known = ", ".join(sorted(FIELDS[group]))
                        raise ValueError(f"{kind} has no field {name!r}; there are {known}")
        if unknown := set(self.keywords) - set(CATEGORIES):
            raise ValueError(f"keywords names no category of ours: {sorted(unknown)}")
        return self

    @property
    def objects(self) -> dict[str, ObjectMap]:
        """Return what is mapped, by type, in the order it is imported."""
        parts: dict[str, ObjectMap | None] = {
            "organization": self.organization,
            "location": self.location,
            "service": self.service,
        }
        return {kind: part for kind, part in parts.items() if part is not None}

    def of(self, source: str) -> Mapping:
        """Return the same mapping for another partner's list.

        Raises:
            MappingError: that is no name for one.
        """
        try:
            return Mapping.model_validate(self.model_dump(by_alias=True) | {"source": source})
        except ValidationError:
            raise MappingError(
                "A source is named by small letters, digits and hyphens, 61 at most."
            ) from None

    @classmethod
    def parse(cls, text: str) -> Mapping:
        """Read a mapping file's text.

        Raises:
            MappingError: saying where it is wrong.
        """
        try:
            return cls.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as exc:
            raise MappingError(f"The mapping file is not TOML: {exc}.") from None
        except ValidationError as exc:
            first = exc.errors(include_url=False, include_input=False)[0]
            place = ".".join(map(str, first["loc"]))
            message = first["msg"].removeprefix("Value error, ")
            where = f"at {place}: " if place else ""
            raise MappingError(f"The mapping file is wrong {where}{message}.") from None


def _field_groups(kind: str, part: ObjectMap) -> list[tuple[str, dict[str, list[FieldSource]]]]:
    groups = [(kind, part.fields)]
    if isinstance(part, ServiceMap):
        groups.append(("location", part.location_fields))
    if isinstance(part, LocationMap):
        groups.append(("service", part.service_fields))
    return groups
