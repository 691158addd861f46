"""The parts of a workbook read as a stream: nothing is kept but what was asked for, and nothing in them is obeyed."""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl

MAX_DEPTH = 40
"""Elements inside elements."""

MAX_PIECE = 1_000_000
"""Characters of one cell, and bytes of one tag."""

_READ_BYTES = 65_536


class SheetXmlError(ValueError):
    """A part of a workbook that is damaged, or not as harmless as those that spreadsheets write. Says what is wrong."""


class BrokenXmlError(SheetXmlError):
    """A part that is no XML from some place on. What comes before it is as it was written."""


class PartHandler(ContentHandler):
    """Takes in one part. Subclasses override `begin` and `end`.

    Attributes:
        text: what was read since it was last cleared.
        waited: bytes given to the parser since it last told anything.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.waited = 0
        self._depth = 0
        self._size = 0

    def begin(self, name: str, attributes: "AttributesImpl") -> None:
        """Take in a start tag, without its prefix."""

    def end(self, name: str) -> None:
        """Take in an end tag, without its prefix."""

    def clear(self) -> None:
        """Forget the text so far."""
        self.text = []
        self._size = 0

    def startElement(self, name: str, attrs: "AttributesImpl") -> None:  # noqa: N802 - the parser's own name
        """Take in a start tag."""
        self.waited = 0
        self._depth += 1
        if self._depth > MAX_DEPTH:
            problem = "it is nested more deeply than any workbook is"
            raise SheetXmlError(problem)
        self.begin(name.rpartition(":")[2] if ":" in name else name, attrs)

    def characters(self, content: str) -> None:
        """Take in text."""
        self.waited = 0
        self._size += len(content)
        if self._size > MAX_PIECE:
            problem = "a cell in it has more text than any card"
            raise SheetXmlError(problem)
        self.text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - the parser's own name
        """Take in an end tag."""
        self.waited = 0
        self._depth -= 1
        self.end(name.rpartition(":")[2] if ":" in name else name)


def feed(file: IO[bytes], handler: PartHandler) -> Iterator[int]:
    """Parse a part piece by piece; after each, give how many bytes were read so far.

    Raises:
        SheetXmlError: it is no sound XML, or has a document type, entities, or pieces beyond all measure.
    """
    from defusedxml import DefusedXmlException  # only XML needs it
    from defusedxml.sax import make_parser

    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    done = 0
    try:
        while chunk := file.read(_READ_BYTES):
            handler.waited += len(chunk)
            parser.feed(chunk)
            if handler.waited > MAX_PIECE:
                problem = "one tag in it goes on and on"
                raise SheetXmlError(problem)
            done += len(chunk)
            yield done
        parser.close()
    except DefusedXmlException as error:
        problem = "it has a document type or entities, as no workbook needs"
        raise SheetXmlError(problem) from error
    except (SAXException, LookupError) as error:
        problem = f"it is no valid XML ({error})"
        raise BrokenXmlError(problem) from error
    finally:
        parser.setContentHandler(ContentHandler())  # the parser refers to itself, and would keep what was read
    yield done


def parse(file: IO[bytes], handler: PartHandler) -> None:
    """Parse a whole part.

    Raises:
        SheetXmlError: see `feed`.
    """
    for _ in feed(file, handler):
        pass
