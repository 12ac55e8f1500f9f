import pytest

from assistance.extraction import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wish\n\nWe need 50 more mine detectors and 12 armoured vehicles, said the minister.", [
            ("mine detectors", "50", "detector", "needs.thing"), ("armoured vehicles", "12", "vehicle", "needs.thing"),
        ]),
        ("Wish\n\nUkraine lacks generators.", [("generators", None, "generator_power", "needs.thing")]),
        ("Wish\n\nThe posts should be equipped with tools - night cameras.", [
            ("night cameras", None, "it_comms", "needs.thing"),
        ]),
        ("Talks\n\nThe two sides touched upon the issue of heating the mobile warming centres.", [
            ("heating the mobile warming centres", None, "other", "needs.issue"),
        ]),
        ("Winter\n\nThe mobile kitchens have to grow, and help from partners with heating them would be welcome.", [
            ("help from partners with heating them", None, "other", "needs.welcome"),
        ]),
        ("Зима\n\nДопомога партнерів в облаштуванні кухонь була б корисною.", [
            ("Допомога партнерів в облаштуванні кухонь", None, "other", "needs.welcome"),
        ]),
        ("Потреба\n\nНам потрібні 40 металодетекторів та бронежилети, наголосив міністр.", [
            ("металодетекторів", "40", "detector", "needs.thing"), ("бронежилети", None, "protective", "needs.thing"),
        ]),
        ("Потреба\n\nРятувальникам бракує генераторів.", [("генераторів", None, "generator_power", "needs.thing")]),
        ("Boats\n\nThe town keeps asking for motor boats and pumps.", [
            ("motor boats", None, "vehicle", "needs.thing"), ("pumps", None, "fire_rescue", "needs.thing"),
        ]),
        ("Ladders\n\nThe service asks above all for aerial ladders.", [
            ("aerial ladders", None, "fire_rescue", "needs.thing"),
        ]),
        ("News\n\nThe weather is fine.", []),
        ("News\n\nGermany gave the generators that we need to Ukraine, 40 generators in all.", []),
    ],
)  # fmt: skip
def test_need_is_found(text: str, expected: list[tuple[str, str | None, str, str]]) -> None:
    found = extract(text).needs
    assert [
        (one.what, f"{one.quantity:f}" if one.quantity else None, one.category.value, one.rule) for one in found
    ] == expected
