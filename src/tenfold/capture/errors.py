"""What can be wrong with a file, in one line that a person understands."""


class CaptureError(Exception):
    """A file cannot be used; the message is one line and names the file."""
