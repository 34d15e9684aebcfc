"""Columns of whole numbers, the same from both databases."""

import struct

import numpy as np
import pytest
from django.db import connection
from django.db.models import BigIntegerField, F, Value

from catalogue.models import Programme
from matchmaking.adapters.copying import integer_columns, unpack
from tests.factories.catalogue import ProgrammeFactory

TOP = -(2**63)


@pytest.fixture
def programmes(db):
    return sorted(ProgrammeFactory().pk for _ in range(5))


def test_the_columns_in_the_order_of_the_query(programmes, django_assert_num_queries):
    with django_assert_num_queries(1):
        keys, same = integer_columns(Programme.objects.order_by("-pk"), "pk", "id")
    assert keys.dtype == np.int64
    assert keys.tolist() == same.tolist() == programmes[::-1]


def test_a_filter_with_values_and_nothing_found(programmes):
    assert integer_columns(Programme.objects.filter(pk__in=programmes[1:3]).order_by("pk"), "pk")[0].tolist() == programmes[1:3]  # fmt: skip
    none = integer_columns(Programme.objects.filter(name="50% van 'niets'"), "pk", "id")
    assert [column.shape for column in none] == [(0,), (0,)]


def test_the_sign_bit_is_a_bit_like_any_other(programmes):
    rows = Programme.objects.annotate(bits=Value(TOP + 5, BigIntegerField()))
    (bits,) = integer_columns(rows, "bits")
    assert set(bits.view(np.uint64).tolist()) == {2**63 + 5}


def test_a_small_column_is_widened(programmes):
    rows = Programme.objects.annotate(small=F("pk") * 0 + 7)
    assert integer_columns(rows, "small")[0].tolist() == [7] * 5


def test_null_is_refused(programmes):
    rows = Programme.objects.annotate(nothing=Value(None, BigIntegerField()))
    with pytest.raises(ValueError, match="no NULL"):
        integer_columns(rows, "pk", "nothing")


def test_inside_a_transaction_it_reads_what_was_just_written(programmes):
    late = ProgrammeFactory().pk
    assert late in integer_columns(Programme.objects.all(), "pk")[0].tolist()
    assert connection.in_atomic_block


def packed(*rows):
    """A binary COPY as the server sends it."""
    body = b"".join(
        struct.pack(">h", len(row)) + b"".join(struct.pack(">iq", 8, value) for value in row) for row in rows
    )
    return b"PGCOPY\n\xff\r\n\x00" + struct.pack(">ii", 0, 0) + body + b"\xff\xff"


def test_a_stream_taken_apart_by_hand():
    first, second = unpack(packed((1, TOP), (-1, 2)), 2)
    assert (first.tolist(), second.tolist()) == ([1, -1], [TOP, 2])
    assert unpack(packed(), 3)[2].tolist() == []


@pytest.mark.parametrize("spoiled", [b"", packed((1, 2))[:-2], packed((1, 2))[:-5] + b"\xff\xff", packed((1,), (2,))])
def test_a_cut_or_foreign_stream_is_refused(spoiled):
    with pytest.raises(ValueError, match="binary COPY|eight bytes"):
        unpack(spoiled, 2)


def test_a_null_in_the_stream_is_refused():
    null = packed((1, 2)).replace(struct.pack(">iq", 8, 2), struct.pack(">i", -1))
    with pytest.raises(ValueError, match="no NULL"):
        unpack(null, 2)
