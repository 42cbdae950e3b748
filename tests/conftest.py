"""For all tests."""

from hypothesis import settings

# A busy machine is no fault of the product: examples may take as long as they take.
settings.register_profile("tenfold", deadline=None)
settings.load_profile("tenfold")
