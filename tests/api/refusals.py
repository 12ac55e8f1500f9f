"""What the API answers instead of data."""

from __future__ import annotations

from typing import Any

NOT_FOUND = {
    "type": "/data/#problem-not-found",
    "title": "There is nothing public here",
    "status": 404,
    "detail": "There is nothing public at this address.",
    "errors": [],
}


def wrong(*errors: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to wrong parameters."""
    return {
        "type": "/data/#problem-bad-parameter",
        "title": "A parameter is wrong",
        "status": 400,
        "detail": " ".join(f"{error['field']}: {error['message']}" for error in errors),
        "errors": list(errors),
    }


def problem(response: Any) -> tuple[int, str, str]:
    """Return status, kind and detail of a refusal."""
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    return response.status_code, told["type"].partition("#problem-")[2], told["detail"]
