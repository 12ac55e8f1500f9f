"""Vocabulary, extraction, readers and fetching are plain Python."""

import subprocess
import sys

import pytest

LOADED = """
import importlib, pkgutil, sys
package = importlib.import_module({name!r})
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
print(*sorted({{name.partition(".")[0] for name in sys.modules}}), sep="\\n")
"""


@pytest.mark.parametrize(
    "name", ["assistance.vocabulary", "assistance.extraction", "assistance.readers", "assistance.fetching"]
)
def test_import_loads_no_django(name):
    done = subprocess.run([sys.executable, "-c", LOADED.format(name=name)], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "assistance" in loaded
    assert not loaded & {"django", "rest_framework", "django_filters", "simple_history", "asgiref", "psycopg"}
