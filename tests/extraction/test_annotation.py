from assistance.extraction import as_annotation, extract

TEXT = """Canada gives generators to Sumy region

17.07.2023

Canada handed over 40 generators worth CAD 2.5 million (USD 1.8 million) to hospitals in Sumy region via UNICEF.

"We need 12 ambulances more," the governor said.

Since the start of the war Canada has provided CAD 90 million to Ukraine.
"""
CANADA = {"name": "Canada", "aliases": [], "type": "government", "country": "CA"}


def test_annotation_has_the_form_of_the_annotated_releases() -> None:
    assert as_annotation("x1", TEXT, extract(TEXT)) == {
        "id": "x1",
        "title": "Canada gives generators to Sumy region",
        "language": "en",
        "published": "2023-07-17",
        "commitments": [
            {
                "donors": [CANADA],
                "implementers": [{"name": "UNICEF", "aliases": []}],
                "recipients": [{"name": "hospitals in Sumy region", "aliases": ["hospitals"]}],
                "kind": "equipment",
                "amount": {"value": 2500000, "currency": "CAD"},
                "status": "delivered",
                "sectors": ["energy", "medical"],
                "items": [
                    {"name": "generators", "aliases": [], "quantity": 40, "unit": None, "category": "generator_power"}
                ],
                "locations": ["Sumy region"],
                "period": None,
                "evidence": "Canada handed over 40 generators worth CAD 2.5 million (USD 1.8 million) to hospitals in "
                "Sumy region via UNICEF.",
            },
            {
                "donors": [CANADA],
                "implementers": [],
                "recipients": [{"name": "Ukraine", "aliases": []}],
                "kind": "mixed",
                "amount": {"value": 90000000, "currency": "CAD"},
                "status": "delivered",
                "sectors": [],
                "items": [],
                "locations": [],
                "period": None,
                "evidence": "Since the start of the war Canada has provided CAD 90 million to Ukraine.",
            },
        ],
        "needs": [
            {"what": "ambulances", "quantity": 12, "evidence": '"We need 12 ambulances more," the governor said.'}
        ],
        "traps": ["USD 1.8 million", "12 ambulances"],
    }


def test_annotation_gives_broken_numbers_as_floats() -> None:
    text = "Ліки\n\nФранція передала Україні 12,5 тонни ліків."
    (commitment,) = as_annotation("x2", text, extract(text))["commitments"]
    assert commitment["items"] == [
        {"name": "ліків", "aliases": [], "quantity": 12.5, "unit": "tonnes", "category": "medical"}
    ]
