"""Whether reading takes time in proportion to the length of a text, whatever the machine and its load."""

import time

QUICK = 0.4  # so many seconds are well spent on any text


def assert_linear(read, run, before="", after="", length=10_000):
    """``read`` takes a text. Of a run four times as long it may take four times as long, or somewhat more; a quadratic pattern
    takes sixteen times. Where the long one is read at once, the short one need not be."""

    def seconds(size):
        text = before + run * (size // len(run)) + after
        start = time.process_time()
        read(text)
        return time.process_time() - start

    seconds(len(run))  # what is made once, such as the patterns that a text needs, is of no length
    long = seconds(4 * length)
    assert long < QUICK or long < 9 * seconds(length) + QUICK
