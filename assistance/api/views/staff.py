"""What every view for tokens of staff holds to: a scope and a right, a bound, no cache, and a line in the log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.utils.translation import gettext as _
from redis.exceptions import RedisError
from rest_framework.exceptions import APIException, NotFound, Throttled
from rest_framework.request import Request
from rest_framework.views import APIView

from assistance.api.errors import answer_error
from assistance.api.filtering import refuse_unknown
from assistance.api.parameters import LANG, speak
from assistance.api.schema import StaffSchema
from assistance.api.tokens import TokenAuthentication, require_scope
from assistance.api.views.base import Parameters
from assistance.models import ApiToken
from assistance.models.moments import asked_moment
from assistance.throttling import Allowance, address_of, take, take_one
from assistance.tokens import note_use
from assistance.vocabulary import Scope

log = logging.getLogger(__name__)


class StaffView(APIView):
    """Answers those whose token has ``scope`` and whose owner has the right that it needs."""

    schema = StaffSchema()
    authentication_classes = [TokenAuthentication]
    scope: ClassVar[Scope]
    #: What it may answer besides, by status, for the schema.
    errors: ClassVar[dict[int, str]] = {}
    #: How often may be asked, once that was counted.
    allowance: Allowance | None = None
    token: ApiToken

    def parameters(self) -> Collection[str]:
        """Return the names of the query parameters it knows beside ``lang``."""
        return ()

    def described(self) -> Parameters:
        """Return the parameters that are no filters, as the schema describes them."""
        return [LANG]

    @property
    def by(self) -> User:
        """Who acts: the owner of the token."""
        return self.token.owner

    @property
    def why(self) -> str:
        """What is written down beside whatever is done: which token did it."""
        return _("By the API token aat_%(prefix)s.") % {"prefix": self.token.prefix}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find out who asks, count it, and refuse whoever may not."""
        self.format_kwarg = None
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(request)
        if asked_moment() is not None:
            raise NotFound(_("Nothing here can be asked as of a day."))
        self._identify(request)
        speak(request)
        self.token = require_scope(request, self.scope)
        refuse_unknown(request, {*self.parameters(), *(each.name for each in self.described())})

    def _identify(self, request: Request) -> None:
        """Find out whose token it is, and bound how often it asks; who bears none that holds is counted by address."""
        try:
            self.perform_authentication(request)
        except APIException:
            self._count(request, None)
            raise
        self._count(request, request.auth)

    def _count(self, request: Request, token: Any) -> None:
        if settings.STAFF_API_RATE is None:
            return
        most, seconds = settings.STAFF_API_RATE
        try:
            if token is None:
                self.allowance = take(request._request, what="staff", most=most, seconds=seconds)
            else:
                self.allowance = take_one(str(token.pk), what="token", most=most, seconds=seconds)
        except RedisError as error:
            log.warning("Requests are not counted, as the cache does not answer: %s", error)
            return
        if self.allowance.exceeded:
            raise Throttled(wait=self.allowance.renewed_in)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Let nobody keep the answer, tell how many requests are left, and write the use down."""
        finished = super().finalize_response(request, response, *args, **kwargs)
        finished["Cache-Control"] = "no-store"
        if self.allowance:
            finished["RateLimit-Policy"] = f'"token";q={self.allowance.most};w={self.allowance.seconds}'
            finished["RateLimit"] = f'"token";r={self.allowance.left};t={self.allowance.renewed_in}'
        self._note(request, finished.status_code)
        return finished

    def raise_uncaught_exception(self, exc: Exception) -> NoReturn:
        """Write the use down even where it came to a fault of ours."""
        self._note(self.request, 500)
        super().raise_uncaught_exception(exc)
        raise exc

    def _note(self, request: Request, status: int) -> None:
        token = getattr(request, "borne", None)
        if token is not None:
            address = address_of(request._request)
            note_use(token, method=str(request.method), path=request.path, status=status, address=address)

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], HttpResponse | None]:
        """Return the handler that gives every error the one shape."""
        return answer_error
