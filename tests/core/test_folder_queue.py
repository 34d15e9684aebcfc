"""The folder queue keeps its contract: whole messages, in order, each to one reader."""

import threading
from queue import Empty

import pytest
from kombu import Connection, Exchange, Queue

from core.folder_queue import Transport


@pytest.fixture
def connect(tmp_path):
    opened = []

    def make():
        connection = Connection(transport=Transport, transport_options={"folder": str(tmp_path / "rij")})
        opened.append(connection)
        return connection

    yield make
    for connection in opened:
        connection.release()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "rij"


def test_messages_come_out_in_order_and_once(connect):
    queue = connect().SimpleQueue("default")
    for number in range(50):
        queue.put({"n": number})
    assert queue.qsize() == 50
    got = []
    for _number in range(50):
        message = queue.get_nowait()
        got.append(message.payload["n"])
        message.ack()
    assert got == list(range(50))
    with pytest.raises(Empty):
        queue.get_nowait()


def test_queues_do_not_mix_even_when_one_name_ends_in_another(connect):
    connection = connect()
    queues = {name: connection.SimpleQueue(name) for name in ("default", "matching", "x.default")}
    for name, queue in queues.items():
        queue.put({"for": name})
    for name, queue in queues.items():
        assert queue.get_nowait().payload == {"for": name}
        with pytest.raises(Empty):
            queue.get_nowait()


def test_a_message_survives_a_restart(connect):
    connect().SimpleQueue("default").put({"n": 1})
    assert connect().SimpleQueue("default").get_nowait().payload == {"n": 1}


def test_a_half_written_message_is_not_read(connect, folder):
    queue = connect().SimpleQueue("default")
    queue.put({"n": 1})
    (whole,) = folder.glob("*.msg")
    (folder / f"00000_half.default.msg.{'0' * 32}.part").write_text(whole.read_text()[:40])
    assert queue.qsize() == 1
    assert queue.get_nowait().payload == {"n": 1}
    with pytest.raises(Empty):
        queue.get_nowait()


def test_a_message_that_is_no_message_is_dropped_and_logged(connect, folder, caplog):
    queue = connect().SimpleQueue("default")
    (folder / "00000_bad.default.msg").write_text("{kapot")
    queue.put({"n": 2})
    assert queue.get_nowait().payload == {"n": 2}
    assert "00000_bad.default.msg" in caplog.text


def test_unacknowledged_messages_return_to_the_queue(connect):
    connection = connect()
    queue = connection.SimpleQueue("default")
    queue.put({"n": 1})
    queue.get_nowait()
    connection.release()
    assert connect().SimpleQueue("default").get_nowait().payload == {"n": 1}


def drain(queue, seen, finished):
    """Read until the writers are done and the queue is empty."""
    while True:
        last_round = finished.is_set()
        try:
            seen.append(queue.get_nowait().payload["n"])
        except Empty:
            if last_round:
                return


def test_no_message_is_lost_or_doubled_between_readers_and_writers(connect):
    total, seen, faults, finished = 300, [], [], threading.Event()

    def write(first):
        queue = connect().SimpleQueue("default")
        for number in range(first, total, 3):
            queue.put({"n": number, "text": "x" * 5000})

    def read():
        drain(connect().SimpleQueue("default", no_ack=True), seen, finished)

    def guarded(work, *args):
        try:
            work(*args)
        except Exception as error:
            faults.append(error)

    readers = [threading.Thread(target=guarded, args=(read,)) for _each in range(2)]
    writers = [threading.Thread(target=guarded, args=(write, first)) for first in range(3)]
    for thread in readers + writers:
        thread.start()
    for thread in writers:
        thread.join(60)
    finished.set()
    for thread in readers:
        thread.join(60)
    assert faults == []
    assert sorted(seen) == list(range(total))


def test_bindings_made_at_once_are_all_kept(connect):
    def bind(number):
        connection = connect()
        channel = connection.channel()
        Queue(f"q{number}", Exchange("news", type="fanout"), channel=channel).declare()

    threads = [threading.Thread(target=bind, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    table = connect().channel().get_table("news")
    assert sorted(bound.queue for bound in table) == [f"q{number}" for number in range(6)]


def test_an_exchange_name_cannot_leave_the_folder(connect):
    from kombu.exceptions import ChannelError

    with pytest.raises(ChannelError):
        connect().channel().get_table("../../etc/passwd")


def test_purge_empties_one_queue(connect):
    connection = connect()
    one, two = connection.SimpleQueue("one"), connection.SimpleQueue("two")
    one.put({})
    two.put({})
    assert one.clear() == 1
    assert (one.qsize(), two.qsize()) == (0, 1)
