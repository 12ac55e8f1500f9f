"""Commitments."""

from assistance.api import public
from assistance.api.serializers.commitments import CommitmentSerializer, WholeCommitmentSerializer
from assistance.api.views.base import PublicRows
from assistance.filters import CommitmentFilter
from assistance.models import Commitment


class Commitments(PublicRows[Commitment]):
    """Public commitments, the newest first unless `order` says otherwise."""

    rows = staticmethod(public.commitments)
    whole_rows = staticmethod(public.whole_commitments)
    filterset_class = CommitmentFilter
    serializer_class = CommitmentSerializer
    whole_serializer_class = WholeCommitmentSerializer
