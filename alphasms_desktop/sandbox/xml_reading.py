"""Reads a posted XML package; refuses documents that declare anything of their own."""

from xml.etree import ElementTree


class _NoDoctype(ElementTree.TreeBuilder):
    """Builds the tree and stops at a DOCTYPE, where entities would be declared."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse the document."""
        raise ValueError(f"a DOCTYPE is not accepted: {name}")


def read_xml(body: bytes) -> ElementTree.Element | None:
    """Return the root element, or None if the body is no plain XML document."""
    parser = ElementTree.XMLParser(target=_NoDoctype())
    try:
        return ElementTree.fromstring(body, parser)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
