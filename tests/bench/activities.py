"""IATI activities for benchmarks: a file as large as wanted, of which one activity in many goes to Ukraine."""

from collections.abc import Iterator
from pathlib import Path

#: One activity in so many goes to Ukraine.
ONE_IN = 500
TRANSACTION = """
    <transaction>
      <transaction-type code="{kind}"/>
      <transaction-date iso-date="2024-0{month}-15"/>
      <value currency="USD" value-date="2024-0{month}-15">{value}.50</value>
      <description><narrative>Payment {month} of the agreement, by the plan of the year</narrative></description>
      <receiver-org type="21"><narrative>Partner {month}</narrative></receiver-org>
    </transaction>"""
ACTIVITY = """
  <iati-activity default-currency="USD" last-updated-datetime="2024-10-01T00:00:00" xml:lang="en">
    <iati-identifier>XM-BENCH-1-{number}</iati-identifier>
    <reporting-org ref="XM-BENCH-1" type="40"><narrative>Bench Fund</narrative></reporting-org>
    <title><narrative>Repair of grids, part {number}</narrative></title>
    <description type="1"><narrative>{words}</narrative></description>
    <participating-org ref="XM-BENCH-1" role="1" type="40"><narrative>Bench Fund</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date type="2" iso-date="2024-01-01"/>
    <recipient-country code="{country}"/>
    <sector vocabulary="1" code="23630"/>{transactions}
  </iati-activity>"""
WORDS = "Lines, transformers and meters are repaired in towns and villages of the regions that asked for it. " * 10


def activity(number: int) -> str:
    """Return one activity of some 5 kB."""
    kinds = ["2", *["3"] * 8]
    transactions = "".join(
        TRANSACTION.format(kind=kind, month=month, value=1000 * month) for month, kind in enumerate(kinds, start=1)
    )
    country = "UA" if number % ONE_IN == 0 else "MD"
    return ACTIVITY.format(number=number, words=WORDS, country=country, transactions=transactions)


def activities(megabytes: int) -> Iterator[str]:
    """Yield a file of so many MB, a piece at a time."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">'
    written, number = 0, 0
    while written < megabytes * 1_000_000:
        number += 1
        piece = activity(number)
        written += len(piece)
        yield piece
    yield "\n</iati-activities>\n"


def write(path: Path, megabytes: int) -> None:
    """Write such a file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(activities(megabytes))
