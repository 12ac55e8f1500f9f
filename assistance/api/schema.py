"""How the views are described in the OpenAPI schema."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from assistance.api.examples import example_of
from assistance.api.formats import FILES
from assistance.api.meanings import described
from assistance.api.shapes import Row
from assistance.interchange.problems import PROBLEM


class FaultSerializer(serializers.Serializer[Any]):
    """What is wrong with one parameter."""

    field = serializers.CharField(help_text="The name of the parameter.")
    message = serializers.CharField(help_text="What is wrong, in the language asked for.")
    allowed = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="The names or values that may be given, where they can be listed; records are not listed.",
    )


class ProblemSerializer(serializers.Serializer[Any]):
    """Why there is no answer, in the form of RFC 9457."""

    type = serializers.CharField(
        help_text="What kind of error it is: the address that explains it, relative to this site."
    )
    title = serializers.CharField(help_text="The name of the kind.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    detail = serializers.CharField(help_text="What is wrong this time.")
    errors = FaultSerializer(many=True, help_text="What is wrong, by parameter.")  # type: ignore[assignment]


ERRORS = {
    400: "A parameter is wrong, or there is no such parameter: `errors` names it.",
    404: "There is nothing public at this address.",
    406: "There is no answer in a format that the header `Accept` names.",
    429: "Too many requests from one address; `Retry-After` tells how many seconds to wait.",
    500: "A fault of the tracker's, which was noted.",
    503: "The tracker or its database is out of service; `Retry-After` tells when to ask again.",
}


class PublicSchema(AutoSchema):
    """Adds the errors every address may answer, and the filters of reports, which are no lists of rows."""

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        """Return the answers by status; the errors beside whatever a view says of itself."""
        told: dict[str, Any] = super()._get_response_bodies(direction)
        told["200"] = self._with_example(told["200"])
        errors = {
            str(status): self._get_response_for_code(  # type: ignore[no-untyped-call]
                OpenApiResponse(ProblemSerializer, description=description), str(status), [PROBLEM], direction
            )
            for status, description in ERRORS.items()
            if status != 404 or "{" in self.path
        }
        for media_type, content in told.get("200", {}).get("content", {}).items():
            if media_type in FILES:
                content["schema"] = {"type": "string", "description": "All rows, sent while they are written."}
        return errors | told

    def _with_example(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Return ``answer`` with the example that is kept of the operation, where there is one."""
        example = example_of(self.get_operation_id())
        content = answer["content"]
        if example is not None:
            content["application/json"] |= {"examples": {"demo": {"summary": "From the demo", "value": example}}}
        return answer | {"description": answer["description"] or "What was asked for."}

    def _get_parameters(self) -> list[dict[str, Any]]:
        """Return the parameters, each with its meaning and bounds."""
        return [described(each) for each in super()._get_parameters()]

    def get_description(self) -> str:  # type: ignore[override]
        """Return what the view says of itself; of a single row that it is one."""
        told = str(super().get_description())
        return f"One row, whole, of this list: {told}" if "{" in self.path else told

    def is_deprecated(self) -> bool:
        """Return whether the view is going to be removed."""
        return getattr(self.view, "deprecation", None) is not None

    def get_override_parameters(self) -> list[Any]:
        """Return the parameters that are no filters, with those the view says of itself."""
        own: list[Any] = getattr(self.view, "described", list)()
        return [*own, *super().get_override_parameters()]

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> dict[str, Any]:
        """Return the schema of a serializer; of a row no field is promised, as any may be left out."""
        told: dict[str, Any] = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if isinstance(serializer, Row) or (isinstance(serializer, type) and issubclass(serializer, Row)):
            told.pop("required", None)
        return told

    def get_filter_backends(self) -> list[Any]:
        """Return what narrows the view's rows."""
        if getattr(self.view, "narrows_without_listing", False):
            return list(self.view.filter_backends)  # type: ignore[attr-defined]
        found: list[Any] = super().get_filter_backends()
        return found


#: What is answered besides where a token is asked for.
STAFF_ERRORS = {
    400: "The request cannot be read, or there is no such parameter.",
    401: "There is no token, or it does not hold; `WWW-Authenticate` tells how it is sent.",
    403: "The token has not the scope, or its owner has not the right; `detail` names it.",
    429: "Too many requests by one token, or from one address without one; `Retry-After` tells how long to wait.",
    500: ERRORS[500],
    503: ERRORS[503],
}


class StaffSchema(AutoSchema):
    """Adds the errors that every address for tokens may answer, and those that its view names; and its example."""

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        """Return the answers by status."""
        told: dict[str, Any] = super()._get_response_bodies(direction)
        example = example_of(self.get_operation_id())
        for status, answer in told.items():
            if status.startswith("2") and example is not None and example["status"] == int(status):
                shown = {"demo": {"summary": "From the demo", "value": example["answer"]}}
                answer["content"]["application/json"] |= {"examples": shown}
        errors = STAFF_ERRORS | getattr(self.view, "errors", {})
        return told | {
            str(status): self._get_response_for_code(  # type: ignore[no-untyped-call]
                OpenApiResponse(ProblemSerializer, description=description), str(status), [PROBLEM], direction
            )
            for status, description in errors.items()
        }

    def _get_parameters(self) -> list[dict[str, Any]]:
        """Return the parameters, each with its meaning and bounds."""
        return [described(each) for each in super()._get_parameters()]

    def get_auth(self) -> list[dict[str, Any]]:
        """Return that a token is asked for, and that nothing is answered without one."""
        return [each for each in super().get_auth() if each]

    def get_override_parameters(self) -> list[Any]:
        """Return the parameters that the view says of itself."""
        return [*getattr(self.view, "described", list)(), *super().get_override_parameters()]


class LinksSerializer(serializers.Serializer[Any]):
    """The addresses of everything else."""

    commitments = serializers.URLField(read_only=True)
    claims = serializers.URLField(read_only=True)
    donors = serializers.URLField(read_only=True)
    recipients = serializers.URLField(read_only=True)
    projects = serializers.URLField(read_only=True)
    equipment = serializers.URLField(read_only=True)
    deliveries = serializers.URLField(read_only=True)
    releases = serializers.URLField(read_only=True)
    needs = serializers.URLField(read_only=True)
    stated_totals = serializers.URLField(read_only=True)
    rates = serializers.URLField(read_only=True)
    changes = serializers.URLField(read_only=True)
    totals = serializers.URLField(read_only=True)
    overview_report = serializers.URLField(read_only=True)
    equipment_report = serializers.URLField(read_only=True)
    needs_report = serializers.URLField(read_only=True)
    deliveries_report = serializers.URLField(read_only=True)
    silent_report = serializers.URLField(read_only=True)
    overdue_report = serializers.URLField(read_only=True)
    completeness_report = serializers.URLField(read_only=True)
    between_report = serializers.URLField(read_only=True)
    schema = serializers.URLField(read_only=True)
