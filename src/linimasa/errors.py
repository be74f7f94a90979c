"""What can go wrong, as one tree.

::

    LinimasaError
    ├── InputError      a file or text that cannot be read as a report
    ├── DataError       a data file of linimasa itself is missing or malformed
    ├── RecordError     the record cannot be opened, read or written
    │   ├── ReadOnlyError      it may be read, not written
    │   └── RecordInUseError   another program holds it
    └── QueryError      a question that cannot be answered as asked
        ├── NotInRecordError   it asks for what the record does not have
        ├── AmbiguousIdError   it means more than one report, claim or event
        └── DateError          a date that is none, or a range that ends before it begins
"""


class LinimasaError(Exception):
    """Base of every error that linimasa raises on purpose.

    The message names the input, what is wrong with it, and what to do.
    """


class InputError(LinimasaError):
    """A file or text that cannot be read as a report."""


class DataError(LinimasaError):
    """A data file of linimasa itself is missing or malformed."""


class RecordError(LinimasaError):
    """The record cannot be opened, read or written."""


class ReadOnlyError(RecordError):
    """The record may be read, not written."""


class RecordInUseError(RecordError):
    """Another program holds the record."""


class QueryError(LinimasaError):
    """A question that cannot be answered as asked."""


class NotInRecordError(QueryError):
    """A question for a report, claim or event that the record does not have."""


class AmbiguousIdError(QueryError):
    """The beginning of an id that several claims or events have."""


class DateError(QueryError):
    """A date that is none, or a range of days that ends before it begins."""
