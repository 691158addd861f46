"""XML that lists entries, read one entry at a time, so that no file makes it take much memory.

An entry is an element directly below the root; what it says is in its attributes and in the elements below it.
Document types, entities and anything outside the file are refused.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple, NoReturn
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from flashcards.domain.errors import ImportRefusedError

MAX_ENTRY = 8 * 1024 * 1024
"""Characters of the largest entry."""

MAX_DEPTH = 20
"""Elements inside elements."""

_READ_BYTES = 64 * 1024


class Entry(NamedTuple):
    """One element directly below the root, or the root itself, which comes first and has no parts.

    Attributes:
        parts: the text of each element in it, by name; of several of one name, the last.
        line: 1-based.
    """

    name: str
    attributes: Mapping[str, str]
    parts: Mapping[str, str]
    line: int


def entries(file: IO[bytes], path: Path) -> Iterator[Entry]:
    """Read a file's entries.

    Raises:
        ImportRefusedError: it is no sound XML, or not as harmless as a list of cards is.
    """
    from defusedxml import DefusedXmlException  # only XML needs it
    from defusedxml.sax import make_parser

    parser = make_parser()
    collector = _Collector(path, parser)
    parser.forbid_dtd = True
    parser.setContentHandler(collector)
    try:
        while chunk := file.read(_READ_BYTES):
            collector.waited += len(chunk)
            parser.feed(chunk)
            collector.refuse_waiting()
            while collector.whole:
                yield collector.whole.popleft()
        parser.close()
    except DefusedXmlException:
        collector.refuse("it has a document type or entities, as no deck needs")
    except SAXParseException as error:
        collector.refuse(f"line {error.getLineNumber()}: it is no valid XML here ({error.getMessage()})")
    except (SAXException, ValueError, LookupError) as error:
        collector.refuse(f"it is no valid XML ({error})")
    yield from collector.whole


class _Collector(ContentHandler):
    """Puts entries together from what the parser tells.

    Attributes:
        whole: entries that are complete.
        waited: bytes given to the parser since it last told anything.
    """

    def __init__(self, path: Path, locator: Locator) -> None:
        super().__init__()
        self.whole: deque[Entry] = deque()
        self.waited = 0
        self._path = path
        self._locator = locator
        self._open: list[str] = []
        self._attributes: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self._text: list[str] = []
        self._size = 0
        self._line = 0

    def refuse(self, problem: str) -> NoReturn:
        """Refuse the whole file."""
        sentence = f"{problem}. Nothing was changed. Export it again."
        raise ImportRefusedError(sentence, self._path)

    def refuse_waiting(self) -> None:
        """Refuse a file in which one tag goes on and on."""
        if self.waited > MAX_ENTRY:
            self.refuse("one piece of it is larger than any card is")

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the parser's own name
        self.waited = 0
        self._open.append(name)
        if len(self._open) > MAX_DEPTH:
            self.refuse("it is nested more deeply than any deck is")
        if len(self._open) > 2:
            self._text = []
            return
        self._attributes, self._parts, self._text, self._size = dict(attrs), {}, [], 0
        self._line = self._locator.getLineNumber() or 0
        if len(self._open) == 1:
            self.whole.append(Entry(name, self._attributes, {}, self._line))

    def characters(self, content: str) -> None:
        self.waited = 0
        if len(self._open) > 1:
            self._size += len(content)
            if self._size > MAX_ENTRY:
                self.refuse("one piece of it is larger than any card is")
            self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 - the parser's own name
        self.waited = 0
        self._open.pop()
        if len(self._open) >= 2:
            self._parts[name] = "".join(self._text)
            self._text = []
        elif len(self._open) == 1:
            self.whole.append(Entry(name, self._attributes, self._parts, self._line))
