"""Small exact helpers: calendar ages, bit sets, activity words, and hashes that depend on an id and on nothing else."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

FAR = 2**31 - 1
"""Day number that stands for "no end"."""
AGES = (15, 16, 18)
_GOLDEN, _MIX_A, _MIX_B = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def day_number(day: date) -> int:
    """Proleptic day number, the unit of every date in the engine."""
    return day.toordinal()


def birthday(birth: date, age: int) -> int:
    """Day number on which someone turns `age` by the calendar; born on 29 February counts from 1 March."""
    year = birth.year + age
    try:
        return birth.replace(year=year).toordinal()
    except ValueError:
        return date(year, 3, 1).toordinal()


def birthdays(births: Iterable[date | None]) -> NDArray[np.int32]:
    """(N, 3) day numbers of the 15th, 16th and 18th birthday. Unknown birth date: never old enough, so FAR."""
    rows = [[FAR] * 3 if birth is None else [birthday(birth, age) for age in AGES] for birth in births]
    return np.array(rows, np.int32).reshape(-1, 3)


def bit_set(indices: Iterable[int]) -> int:
    """Bit set as an int: bit i is on for each i in `indices`."""
    bits = 0
    for index in indices:
        bits |= 1 << index
    return bits


def bit_words(rows: Sequence[Iterable[int]], words: int | None = None) -> NDArray[np.uint64]:
    """(N, k) uint64 activity words from lists of bit numbers; k grows with the largest number, so 64 and more are safe."""
    sets = [bit_set(row) for row in rows]
    needed = max([1, *((bits.bit_length() + 63) // 64 for bits in sets)])
    if words is not None and words < needed:
        raise ValueError(f"{needed} words needed, {words} given")
    width = words or needed
    mask = (1 << 64) - 1
    flat = [[(bits >> (64 * word)) & mask for word in range(width)] for bits in sets]
    return np.array(flat, np.uint64).reshape(-1, width)


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64 finaliser: a fixed bijection on 64 bits that spreads neighbouring numbers."""
    z = values + np.uint64(_GOLDEN)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(_MIX_A)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(_MIX_B)
    return z ^ (z >> np.uint64(31))


def id_hash(ids: NDArray[Any]) -> NDArray[np.uint64]:
    """64-bit hash per id (integers or strings): the same id gives the same hash on every machine and in every run."""
    if ids.dtype.kind in "iu":
        return mix(ids.astype(np.int64).view(np.uint64))
    digests = b"".join(blake2b(str(one).encode(), digest_size=8).digest() for one in ids)
    return np.frombuffer(digests, "<u8").astype(np.uint64)


def id_rank(ids: NDArray[Any]) -> NDArray[np.int32]:
    """Place of each id when the ids are sorted: the last tie-break everywhere."""
    rank = np.empty(ids.size, np.int32)
    rank[np.argsort(ids, kind="stable")] = np.arange(ids.size, dtype=np.int32)
    return rank


def lottery(ids: NDArray[Any], seed: int) -> NDArray[np.uint32]:
    """One lottery number per id: a permutation of 0..N-1 whose order depends only on the ids and the seed.

    Adding or removing others never changes who of two learners comes first, so a round can be resumed.
    """
    salt = int.from_bytes(blake2b(str(seed).encode(), digest_size=8).digest(), "little")
    drawn = mix(id_hash(ids) ^ np.uint64(salt))
    number = np.empty(ids.size, np.uint32)
    number[np.lexsort((id_rank(ids), drawn))] = np.arange(ids.size, dtype=np.uint32)
    return number


def spans(start: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.int64]:
    """start[0]..start[0]+length[0]-1, start[1].. and so on, as one flat array."""
    total = int(length.sum())
    before = np.cumsum(length) - length
    flat: NDArray[np.int64] = np.repeat(start - before, length)
    flat += np.arange(total)
    return flat
