"""Reads one paragraph: its runs and whatever stands around them, down to the characters a reader sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain
from typing import Any

from vqr_check.document import mathtext, symbols
from vqr_check.document.branches import before_change, chosen, placeholder
from vqr_check.document.fields import Open, derived
from vqr_check.document.names import (
    CHART,
    CHARTEX_CHART,
    DIAGRAM,
    ID,
    LETTERING,
    MC,
    OLE,
    PPR,
    R_,
    RPR,
    VAL,
    A,
    M,
    T,
    W,
    on,
)
from vqr_check.document.paragraph import Mark, Paragraph, Piece
from vqr_check.document.story import Hanging, Reading
from vqr_check.document.styles import numbering_property, outline
from vqr_check.document.visible import visible

Element = Any
Descent = tuple[Iterator[Element], Callable[[], None] | None]
Action = Callable[["Inline", Element], Descent | None]

MARK = frozenset((W + "del", W + "moveFrom"))
INSERTED = frozenset((W + "ins", W + "moveTo"))
BOX = W + "txbxContent"
ATTACHED = frozenset((CHART, CHARTEX_CHART, DIAGRAM, OLE, LETTERING, A + "p"))
FIELD_CHAR, INSTRUCTION = W + "fldChar", W + "instrText"


class Inline:
    """Reads paragraphs of one story; fields may run from one paragraph into the next."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.fields: list[Open] = []
        self.quiet = 0  # open instructions and placeholders: their text is not shown
        self.tocs = 0  # open tables of contents
        self.texts: list[str] = []
        self.marks: list[Mark] = []
        self.sources: list[tuple[Element, int]] = []
        self.paragraph = Paragraph()

    def read(self, element: Element) -> Paragraph:
        """The text and properties of a w:p."""
        self.paragraph = paragraph = Paragraph()
        self.texts = texts = []
        self.marks = []
        self.sources = sources = []
        reading = self.reading
        traced, hides = reading.traced, reading.hides
        actions = ACTIONS
        stack: list[Descent] = []
        children: Iterator[Element] = iter(element)
        leave: Callable[[], None] | None = None
        while True:
            for child in children:
                tag = child.tag
                if tag == R_:
                    hidden = hides and self._style_hides()
                    run = iter(child)
                    for part in run:
                        tag = part.tag
                        if tag == T:
                            text = part.text
                            if text and not self.quiet and not hidden:
                                if text.isprintable() and text[0] != " " and text[-1] != " ":
                                    texts.append(text)
                                    if traced:
                                        sources.append((part, 0))
                                else:
                                    self.odd(part)
                        elif tag == RPR:
                            if hides:
                                hidden = self._hidden(part)
                        elif (action := actions.get(tag)) and (not hidden or tag in (FIELD_CHAR, INSTRUCTION)):
                            descent = action(self, part)
                            if descent:
                                stack += ((children, leave), (run, None))
                                children, leave = descent
                                break
                    else:
                        continue
                    break
                if tag == PPR:
                    self._properties(child)
                elif action := actions.get(tag):
                    descent = action(self, child)
                    if descent:
                        stack.append((children, leave))
                        children, leave = descent
                        break
            else:
                if leave:
                    leave()
                if not stack:
                    break
                children, leave = stack.pop()
        self._finish()
        return paragraph

    def _finish(self) -> None:
        paragraph, reading = self.paragraph, self.reading
        paragraph.text = "".join(self.texts)
        if self.marks:
            ends = list(accumulate(map(len, self.texts), initial=0))
            paragraph.marks = [Mark(ends[mark.offset], mark.kind, mark.name) for mark in self.marks]
        if reading.traced:
            at, pieces = 0, []
            for piece, (source, offset) in zip(self.texts, self.sources, strict=True):
                if piece:
                    pieces.append(Piece(at, at + len(piece), source, offset))
                at += len(piece)
            paragraph.pieces = pieces
        if self.tocs:
            paragraph.contents = True
        if self.fields and not reading.balanced:
            self.fields = [f for f in self.fields if f.result]
            self.quiet = 0

    # ---- text ----

    def add(self, text: str, source: Element, offset: int = 0) -> None:
        """Characters that a reader sees, unless they stand in an instruction or a placeholder."""
        if not self.quiet:
            self.texts.append(text)
            if self.reading.traced:
                self.sources.append((source, offset))

    def odd(self, element: Element) -> None:
        """A w:t with spaces at its ends, line ends or characters that are not shown."""
        for text, offset in visible(element):
            self.add(text, element, offset)

    def _style_hides(self) -> bool:
        return self.reading.styles.get(self.paragraph.style).hidden

    def _hidden(self, properties: Element) -> bool:
        styles, char_style = self.reading.styles, ""
        for child in properties:
            tag = child.tag
            if tag == W + "vanish":
                return on(child.get(VAL))
            if tag == W + "rStyle":
                char_style = child.get(VAL) or ""
        own = styles.hidden(char_style)
        return own != styles.get(self.paragraph.style).hidden  # toggles: twice is not at all

    # ---- properties ----

    def _properties(self, element: Element) -> None:
        paragraph = self.paragraph
        children: Iterable[Element] = element
        if self.reading.original and (before := before_change(element)) is not element:
            children = chain(before, element.iterchildren(RPR, W + "sectPr"))  # the mark is no part of the change
        for child in children:
            tag = child.tag
            if tag == W + "pStyle":
                paragraph.style = child.get(VAL) or ""
            elif tag == W + "numPr":
                if not (self.reading.original and next(child.iterchildren(W + "ins"), None) is not None):
                    paragraph.num_id, paragraph.ilvl = numbering_property(child)
            elif tag == W + "outlineLvl":
                paragraph.outline = outline(child.get(VAL))
            elif tag == W + "framePr":
                paragraph.joined = paragraph.joined or child.get(W + "dropCap") in ("drop", "margin")
            elif tag == RPR:
                self._mark(child)
            elif tag == W + "sectPr":
                self.reading.sections.append((child, self.reading.host))

    def _mark(self, element: Element) -> None:
        gone = INSERTED if self.reading.original else MARK
        hidden = run_in = False
        for child in element:
            tag = child.tag
            if tag in gone:
                self.paragraph.joined = True
            elif tag == W + "vanish":
                hidden = on(child.get(VAL))
            elif tag == W + "specVanish":
                run_in = on(child.get(VAL))
        if hidden and not run_in:
            self.paragraph.joined = True

    # ---- what stands in a paragraph: each returns the children to go on with, or None ----

    def _enter(self, element: Element) -> Descent:
        return iter(element), None

    def _text(self, element: Element) -> None:
        if element.text and not self.quiet:
            self.odd(element)

    def _run_properties(self, element: Element) -> None:
        return None

    def _inserted(self, element: Element) -> Descent | None:
        return None if self.reading.original else (iter(element), None)

    def _deleted(self, element: Element) -> Descent | None:
        return (iter(element), None) if self.reading.original else None

    def _deleted_text(self, element: Element) -> None:
        if self.reading.original:
            self._text(element)

    def _tab(self, element: Element) -> None:
        self.add("\t", element)

    def _break(self, element: Element) -> None:
        self.add("\n", element)

    def _hyphen(self, element: Element) -> None:
        self.add("-", element)

    def _symbol(self, element: Element) -> None:
        self.add(symbols.sign(element.get(W + "font") or "", element.get(W + "char") or ""), element)

    def _control(self, element: Element) -> Descent | None:
        content = next(element.iterchildren(W + "sdtContent"), None)
        if content is None:
            return None
        if placeholder(element):
            self.quiet += 1
            return iter(content), self._loud
        return iter(content), None

    def _loud(self) -> None:
        self.quiet -= 1

    def _ruby(self, element: Element) -> Descent | None:
        base = next(element.iterchildren(W + "rubyBase"), None)
        return None if base is None else (iter(base), None)

    def _alternatives(self, element: Element) -> Descent | None:
        branch = chosen(element)
        return None if branch is None else (iter(branch), None)

    def _drawing(self, element: Element) -> None:
        if next(element.iter(BOX, *ATTACHED), None) is None:
            return
        reading, stack = self.reading, [iter(element)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if tag == BOX:
                if not self.quiet:
                    reading.boxes.append(Hanging(child, reading.part, reading.host))
            elif tag in ATTACHED:
                if not self.quiet:
                    reading.attached.append(Hanging(child, reading.part, reading.host))
            elif tag == MC + "AlternateContent":
                branch = chosen(child)
                if branch is not None:
                    stack.append(iter(branch))
            else:
                stack.append(iter(child))

    def _math(self, element: Element) -> None:
        if self.quiet:
            return
        for text, source in mathtext.linear(element, self.reading.original):
            self.add(text, source)

    def _field(self, element: Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self.fields.append(Open(form=next(element.iterchildren(W + "ffData"), None)))
            self.quiet += 1
        elif not self.fields:
            return
        elif kind == "separate":
            field = self.fields[-1]
            if not field.result:
                field.result = True
                self.quiet -= 1
                self.tocs += field.contents
                field.texts, field.at = self.texts, len(self.texts)
        elif kind == "end":
            self._field_end(self.fields.pop(), element)

    def _field_end(self, field: Open, element: Element) -> None:
        if field.result:
            if field.contents:
                self.tocs -= 1
                if self.texts:
                    self.paragraph.contents = True
            if field.texts is not self.texts or field.at < len(self.texts):
                return
        else:
            self.quiet -= 1
        shown = derived("".join(field.instruction), field.form)
        if shown is None:
            self.reading.leave("公式域（EQ）中的内容未读取")
        elif shown:
            self.add(shown, element)

    def _instruction(self, element: Element) -> None:
        if self.fields and not self.fields[-1].result:
            self.fields[-1].instruction.append(element.text or "")

    def _simple_field(self, element: Element) -> Descent:
        if (element.get(W + "instr") or "").lstrip()[:3].upper() == "TOC":
            self.paragraph.contents = True
        return iter(element), None

    def _footnote(self, element: Element) -> None:
        self.reading.notes.setdefault(("footnote", element.get(ID) or ""), self.reading.host)

    def _endnote(self, element: Element) -> None:
        self.reading.notes.setdefault(("endnote", element.get(ID) or ""), self.reading.host)

    def _comment(self, element: Element) -> None:
        kind = {"commentRangeStart": "start", "commentRangeEnd": "end"}.get(element.tag[len(W) :], "at")
        self.marks.append(Mark(len(self.texts), kind, element.get(ID) or ""))  # counted in pieces until the end

    def _subdocument(self, element: Element) -> None:
        self.reading.leave("子文档（w:subDoc）中的内容未读取")


ACTIONS: dict[str, Action] = {
    T: Inline._text,
    W + "tab": Inline._tab,
    W + "ptab": Inline._tab,
    W + "br": Inline._break,
    W + "cr": Inline._break,
    W + "noBreakHyphen": Inline._hyphen,
    W + "sym": Inline._symbol,
    W + "delText": Inline._deleted_text,
    W + "ins": Inline._inserted,
    W + "moveTo": Inline._inserted,
    W + "del": Inline._deleted,
    W + "moveFrom": Inline._deleted,
    W + "hyperlink": Inline._enter,
    W + "smartTag": Inline._enter,
    W + "customXml": Inline._enter,
    W + "dir": Inline._enter,
    W + "bdo": Inline._enter,
    W + "sdt": Inline._control,
    W + "ruby": Inline._ruby,
    W + "fldSimple": Inline._simple_field,
    FIELD_CHAR: Inline._field,
    INSTRUCTION: Inline._instruction,
    MC + "AlternateContent": Inline._alternatives,
    W + "drawing": Inline._drawing,
    W + "pict": Inline._drawing,
    W + "object": Inline._drawing,
    M + "oMath": Inline._math,
    M + "oMathPara": Inline._math,
    W + "footnoteReference": Inline._footnote,
    W + "endnoteReference": Inline._endnote,
    W + "commentRangeStart": Inline._comment,
    W + "commentRangeEnd": Inline._comment,
    W + "commentReference": Inline._comment,
    W + "subDoc": Inline._subdocument,
}
