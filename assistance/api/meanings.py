"""What each query parameter means, for the OpenAPI schema: one sentence a name, and the bounds of numbers."""

from __future__ import annotations

import re
from typing import Any

#: The line of a value that is its own word, such as a currency.
CODE_ALONE = re.compile(r"\* `(.*)` - \1")
MEANINGS: dict[str, str] = {
    "asked_again": "Whether further releases ask for the same need again (`true`), or one alone does (`false`).",
    "category": "Category of the items. Given several times it keeps what is in any of them.",
    "channel": "Key of an organisation that passes assistance on or carries it out. Several times: any of them.",
    "commitment": "Key of the commitment that the lines belong to.",
    "country": "Country of the organisation, ISO 3166-1 alpha-2. Several times: any of them.",
    "coverage": "How far the need is covered. Several times: any of them.",
    "covered": "Whether anything that public commitments promise covers the need.",
    "currency": "Currency of the stated amount, ISO 4217. Several times: any of them. Nothing is converted.",
    "date_after": "The first day of the rates, included, as `2026-11-02`.",
    "date_before": "The last day of the rates, included, as `2026-11-02`.",
    "donor": "Key of an organisation that funds the commitment. Several times: any of them.",
    "equipment": "Key of the equipment line that was delivered.",
    "happened_after": "The first day of delivery, included, as `2026-11-02`.",
    "happened_before": "The last day of delivery, included, as `2026-11-02`.",
    "has_amount": "Whether an amount is stated.",
    "id": "Key of the record, as `id` in its list.",
    "item": "Words in the names of items, in either language.",
    "item_category": "Category of promised items. Several times: any of them.",
    "kind": "Kind of assistance. Several times: any of them.",
    "language": "Language that the release is written in.",
    "month": "Month of the first release that spoke of the commitment, such as `2026-11`.",
    "order": "The order of rows; each ends on the key, so that no two rows are alike.",
    "place": "Region of Ukraine, ISO 3166-2. Several times: any of them.",
    "project": "Key of the project that it belongs to.",
    "published_after": "The first day of publication, included, as `2026-11-02`.",
    "published_before": "The last day of publication, included, as `2026-11-02`.",
    "publisher": "Who published the release, written as in its `publisher`. Several times: any of them.",
    "q": "Words to be found in names and titles, in either language and any form; all of them must be there.",
    "recipient": "Key of an organisation that receives it. Several times: any of them.",
    "recorded_after": "The first day of recording, included, as `2026-11-02`.",
    "recorded_before": "The last day of recording, included, as `2026-11-02`.",
    "relation": "What the claim is to its commitment. Several times: any of them.",
    "release": "Key of the release that makes the claim.",
    "sector": "Sector that the assistance serves. Several times: any of them.",
    "source": "Who publishes the rate. Several times: any of them.",
    "stage": "How far the delivery has come. Several times: any of them.",
    "status": "Step on the ladder of certainty. Several times: any of them.",
    "target": "Currency that the rate is told in, ISO 4217. Several times: any of them.",
    "type": "Kind of organisation, code of IATI 2.03. Several times: any of them.",
    "valuation_basis": "What the amount rests on. Several times: any of them.",
    "year": "Year of the first release that spoke of the commitment.",
}
KEY = {"type": "integer", "minimum": 1}
#: What the schema of a parameter says beyond its type.
BOUNDS: dict[str, dict[str, Any]] = {
    "channel": {"items": KEY},
    "commitment": KEY,
    "donor": {"items": KEY},
    "project": KEY,
    "recipient": {"items": KEY},
    "id": KEY,
    "month": {"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
    "page": {"minimum": 1, "default": 1},
    "page_size": {"minimum": 1, "maximum": 200, "default": 50},
    "year": {"type": "integer", "minimum": 1990, "maximum": 2100},
}


def described(parameter: dict[str, Any]) -> dict[str, Any]:
    """Return ``parameter`` with bounds and, unless its view says so itself, its meaning; words of its values stay."""
    name = parameter["name"]
    label, _break, values = str(parameter.get("description", "")).partition("\n\n")
    meaning = label if label.endswith(".") else MEANINGS.get(name, label)
    explained = [line for line in values.splitlines() if not CODE_ALONE.fullmatch(line)]
    return parameter | {
        "description": "\n\n".join(filter(None, [meaning, "\n".join(explained)])),
        "schema": parameter.get("schema", {}) | BOUNDS.get(name, {}),
    }
