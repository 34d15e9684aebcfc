"""A portfolio as a European Digital Credential: JSON-LD of the European Learning Model 3, without a seal.

Shape: the application profile for credentials of https://europa.eu/europass/elm-browser/ (ELM 3.2) and the JSON Schema
'Europass EDC credential' that EBSI publishes for it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

AUTHORITY = "http://publications.europa.eu/resource/authority"
CONTEXT = ["https://www.w3.org/ns/credentials/v2", "http://data.europa.eu/snb/model/context/edc-ap"]
GENERIC = "http://data.europa.eu/snb/credential/e34929035b"
BASE64 = "http://data.europa.eu/snb/encoding/6146cde7dd"
SHAPE = "http://data.europa.eu/snb/model/ap/edc-generic-full"

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Achievement:
    """One confirmed activity: `key` is its public id, `confirmed_at` is aware."""

    key: str
    title: str
    company: str
    place: str
    confirmed_at: dt.datetime
    programme: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose portfolio it is, and who makes the file; `key` is a public id, `image` a PNG in base64.

    `issuer_number` is the enterprise number of who makes the file (ten digits), empty while nobody filled it in.
    """

    key: str
    given_name: str
    family_name: str
    issuer: str
    issuer_place: str
    issuer_number: str
    image: str


def credential_of(holder: Holder, achievements: Sequence[Achievement], now: dt.datetime) -> Node:
    """Return the document. Each achievement is awarded by the company whose mentor confirmed it."""
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{holder.key}",
        "type": ["VerifiableCredential", "VerifiableAttestation", "EuropeanDigitalCredential"],
        "credentialProfiles": _concept(GENERIC, "http://data.europa.eu/snb/credential/25831c2", {"en": "Generic"}),
        "credentialSchema": {"id": SHAPE, "type": "ShaclValidator2017"},
        "displayParameter": _display(holder),
        "issuer": _issuer(holder),
        "issued": _moment(now),
        "validFrom": _moment(now),
        "credentialSubject": {
            "id": f"urn:epass:person:{holder.key}",
            "type": "Person",
            "givenName": {"nl": holder.given_name},
            "familyName": {"nl": holder.family_name},
            "fullName": {"nl": f"{holder.given_name} {holder.family_name}".strip()},
            "hasClaim": [_claim(one) for one in achievements],
        },
    }


def _claim(one: Achievement) -> Node:
    return {
        "id": f"urn:epass:learningAchievement:{one.key}",
        "type": "LearningAchievement",
        "title": {"nl": one.title},
        "description": {"nl": f"Bevestigd door de mentor op de leerwerkplek. Opleiding: {one.programme}."},
        "awardedBy": {
            "id": f"urn:epass:awardingProcess:{one.key}",
            "type": "AwardingProcess",
            "awardingBody": _organisation(f"urn:epass:org:{one.key}", one.company, one.place),
            "awardingDate": _moment(one.confirmed_at),
        },
    }


def _issuer(holder: Holder) -> Node:
    """Return who makes the file, with the number that the SHACL profile 'EDC generic' asks of an issuer."""
    key = "urn:epass:org:issuer"
    node = _organisation(key, holder.issuer, holder.issuer_place)
    if holder.issuer_number:
        node["eidasLegalIdentifier"] = {
            "id": f"{key}:number",
            "type": "LegalIdentifier",
            "notation": f"VATBE-{holder.issuer_number}",
            "spatial": _concept(f"{AUTHORITY}/country/BEL", f"{AUTHORITY}/country", {"nl": "België"}),
        }
    return node


def _organisation(key: str, name: str, place: str) -> Node:
    return {
        "id": key,
        "type": "Organisation",
        "legalName": {"nl": name},
        "location": {
            "id": f"{key}:location",
            "type": "Location",
            "address": {
                "id": f"{key}:address",
                "type": "Address",
                "countryCode": _concept(f"{AUTHORITY}/country/BEL", f"{AUTHORITY}/country", {"nl": "België"}),
                "fullAddress": {"id": f"{key}:note", "type": "Note", "noteLiteral": {"nl": f"{place}, België"}},
            },
        },
    }


def _display(holder: Holder) -> Node:
    dutch = _concept(f"{AUTHORITY}/language/NLD", f"{AUTHORITY}/language", {"nl": "Nederlands"})
    png = _concept(f"{AUTHORITY}/file-type/PNG", f"{AUTHORITY}/file-type", {"en": "PNG"})
    encoding = _concept(BASE64, "http://data.europa.eu/snb/encoding/25831c2", {"en": "base64"})
    image = {
        "id": "urn:epass:mediaObject:1",
        "type": "MediaObject",
        "content": holder.image,
        "contentEncoding": encoding,
        "contentType": png,
    }
    detail = {"id": "urn:epass:displayDetail:1", "type": "DisplayDetail", "image": image, "page": 1}
    return {
        "id": "urn:epass:displayParameter:1",
        "type": "DisplayParameter",
        "title": {"nl": "Portfolio van een lerende in duaal leren"},
        "language": dutch,
        "primaryLanguage": dutch,
        "individualDisplay": {
            "id": "urn:epass:individualDisplay:1",
            "type": "IndividualDisplay",
            "language": dutch,
            "displayDetail": detail,
        },
    }


def _concept(key: str, scheme: str, label: dict[str, str]) -> Node:
    return {
        "id": key,
        "type": "Concept",
        "inScheme": {"id": scheme, "type": "ConceptScheme"},
        "prefLabel": label,
    }


def _moment(moment: dt.datetime) -> str:
    """Return a moment as an RFC 3339 date-time in UTC."""
    return moment.astimezone(dt.UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
