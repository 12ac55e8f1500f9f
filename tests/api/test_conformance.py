"""Whatever the schema allows, and much that it does not, is asked; every answer has to be one that it describes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assistance.tokens import make_token
from assistance.vocabulary import Scope
from tests.api.dataset import Everything
from tests.factories import CommitmentFactory, NeedFactory, ReleaseFactory, UserFactory

pytestmark = pytest.mark.walk

application = get_wsgi_application()


def whole_answers(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer by the application, read to the end and closed as a server would."""
    with closing(application(environ, start_response)) as answer:
        return [b"".join(answer)]


SCHEMA = schemathesis.openapi.from_path(Path(__file__).parent / "schema.json")
SCHEMA.app = whole_answers
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
#: What is allowed is asked of all; what is not, of those that have parameters to be wrong.
ASKED = [(operation, GenerationMode.POSITIVE) for operation in OPERATIONS]
ASKED += [(each, GenerationMode.NEGATIVE) for each in OPERATIONS if list(each.query) + list(each.path_parameters)]

often = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def flat(query: Mapping[str, Any]) -> list[str]:
    """Return the values of all parameters."""
    return [str(each) for value in query.values() for each in (value if isinstance(value, list) else [value])]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection that the test's transaction is open on: a server would close it after each answer."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def hidden(everything: Everything) -> None:
    """Drafts and withheld records beside the public ones."""
    for visibility in ("draft", "withheld"):
        CommitmentFactory(visibility=visibility, with_donor=True, with_line=True, with_project=True)
        ReleaseFactory(visibility=visibility)
        NeedFactory(visibility=visibility)


@pytest.fixture
def token(db: None) -> str:
    """A token with every scope."""
    owner = UserFactory(superuser=True)
    return make_token(owner=owner, name="Conformance", scopes=list(Scope), by=owner)[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("hidden", "one_connection")
@pytest.mark.parametrize(("operation", "mode"), ASKED, ids=[f"{each.path}-{mode.value}" for each, mode in ASKED])
def test_every_answer_is_one_that_the_schema_describes(operation: Any, mode: GenerationMode, token: str) -> None:
    for_staff = operation.path.startswith("/api/v1/staff/")

    @often
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        if mode is GenerationMode.NEGATIVE:
            assume("" not in flat(case.query))  # an empty parameter asks for nothing, as in the forms of the pages
        # The schema cannot list the keys of all records, nor the pages that there are: others of their form answer 400.
        headers = {"Accept-Encoding": "identity", "Host": "testserver"}
        headers |= {"Authorization": f"Bearer {token}"} if for_staff else {}
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    ask()
