"""For all tests."""

import signal

from hypothesis import settings

# A busy machine is no fault of the product: examples may take as long as they take.
settings.register_profile("tenfold", deadline=None)
settings.load_profile("tenfold")

# A shell that starts the tests in the background has Ctrl-C ignored, and so would every program
# started here: tests of what Ctrl-C does could not pass.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
