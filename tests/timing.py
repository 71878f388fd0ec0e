"""Whether reading takes time in proportion to the length of a text, whatever the machine and its load."""

import time


def assert_linear(read, run, before="", after="", length=10_000):
    """``read`` takes a text. Of a run four times as long it may take four times as long, or somewhat more; a quadratic pattern
    takes sixteen times."""

    def seconds(size):
        text = before + run * (size // len(run)) + after
        start = time.process_time()
        read(text)
        return time.process_time() - start

    short, long = seconds(length), seconds(4 * length)
    assert long < 9 * short + 0.4
