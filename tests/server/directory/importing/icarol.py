"""A fictional list of resources with the columns of an iCarol export."""

from __future__ import annotations

__all__ = ["ICAROL", "icarol_csv"]

COLUMNS = (
    "ResourceAgencyNum,PublicName,TaxonomyLevelName,ParentAgencyNum,ConnectsToSiteNum,"
    "ConnectsToProgramNum,AgencyStatus,AgencyDescription,Phone1Number,Phone1IsPrivate,"
    "Phone2Number,Phone2IsPrivate,HoursOfOperation,PhysicalAddress1,PhysicalAddress2,"
    "PhysicalCity,PhysicalStateProvince,PhysicalPostalCode,PhysicalAddressIsPrivate,Latitude,"
    "Longitude,LanguagesOffered,TaxonomyTerms,WebsiteAddress,LastVerifiedOn"
).split(",")

ICAROL: list[dict[str, str]] = [
    {
        "ResourceAgencyNum": "100",
        "PublicName": "Quill County Help",
        "TaxonomyLevelName": "Agency",
        "ParentAgencyNum": "0",
        "AgencyDescription": "Help for people in Quill County",
        "WebsiteAddress": "www.example.org",
    },
    {
        "ResourceAgencyNum": "101",
        "PublicName": "Quill Office",
        "TaxonomyLevelName": "Site",
        "ParentAgencyNum": "100",
        "PhysicalAddress1": "12 Elm Street",
        "PhysicalAddress2": "Suite 3",
        "PhysicalCity": "Minot",
        "PhysicalStateProvince": "ND",
        "PhysicalPostalCode": "58701",
        "PhysicalAddressIsPrivate": "False",
        "Latitude": "48.2330",
        "Longitude": "-101.2923",
    },
    {
        "ResourceAgencyNum": "102",
        "PublicName": "Quiet Office",
        "TaxonomyLevelName": "Site",
        "ParentAgencyNum": "100",
        "PhysicalAddress1": "9 Hidden Lane",
        "PhysicalCity": "Minot",
        "PhysicalStateProvince": "ND",
        "PhysicalPostalCode": "58701",
        "PhysicalAddressIsPrivate": "True",
    },
    {
        "ResourceAgencyNum": "103",
        "PublicName": "Food Pantry",
        "TaxonomyLevelName": "Program",
        "ParentAgencyNum": "100",
        "AgencyStatus": "Active",
        "AgencyDescription": "Groceries",
        "Phone1Number": "701-555-0161",
        "Phone1IsPrivate": "False",
        "Phone2Number": "701-555-0199",
        "Phone2IsPrivate": "True",
        "HoursOfOperation": "Mon-Fri 9:00am-5:00pm",
        "LanguagesOffered": "English; Spanish",
        "TaxonomyTerms": "Food Pantries",
        "LastVerifiedOn": "3/31/2026 10:15:00",
    },
    {
        "ResourceAgencyNum": "104",
        "PublicName": "Food Pantry - Quill Office",
        "TaxonomyLevelName": "ProgramAtSite",
        "ParentAgencyNum": "100",
        "ConnectsToSiteNum": "101",
        "ConnectsToProgramNum": "103",
    },
    {
        "ResourceAgencyNum": "105",
        "PublicName": "What is this",
        "TaxonomyLevelName": "Folder",
        "ParentAgencyNum": "100",
    },
]


def icarol_csv(*, without: frozenset[str] = frozenset()) -> bytes:
    """Return the list as a file; `without` some of its columns."""
    columns = [name for name in COLUMNS if name not in without]
    lines = [",".join(columns)]
    lines += [",".join(f'"{row.get(name, "")}"' for name in columns) for row in ICAROL]
    return "\r\n".join(lines).encode()
