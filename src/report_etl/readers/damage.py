"""Opening a PDF: passwords, damage mended once, everything else refused in one sentence."""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from report_etl.errors import DocumentError, PasswordNeeded


@contextmanager
def broken_structure() -> Iterator[None]:
    """On a file whose objects are not what their keys promise, the libraries fail in ways of all kinds.

    Raises:
        PdfminerException: an error whose innermost call is none of ours.
    """
    try:
        yield
    except (
        MalformedPDFException,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ) as error:
        if any(name in _innermost(error) for name in ("pdfminer", "pdfplumber")):
            raise PdfminerException(error) from error
        raise


def _innermost(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else trace.tb_frame.f_code.co_filename


def open_pdf(data: bytes, file_name: str) -> PDF:
    """Open the file as it is.

    Raises:
        PasswordNeeded: it is encrypted.
        PdfminerException: it is damaged; `mended` may help.
    """
    try:
        with broken_structure():
            pdf = pdfplumber.open(io.BytesIO(data))
            count = len(pdf.pages)
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise PasswordNeeded(f"{file_name} needs a password: save it without one first") from None
        raise
    if not count:
        raise PdfminerException("no pages")
    return pdf


def mended(data: bytes, file_name: str, why: PdfminerException) -> bytes:
    """The file written anew, its structure rebuilt; `why` it did not open as it is.

    Raises:
        PasswordNeeded: it is encrypted, with a password or for the holders of a certificate.
        DocumentError: parts of it are lost.
    """
    import pikepdf  # only a damaged file needs it

    damaged = DocumentError(f"{file_name} is damaged or cut off: copy or download it again")
    if why.args and isinstance(why.args[0], PDFEncryptionError):
        damaged = PasswordNeeded(
            f"{file_name} is encrypted in a way that does not open here: save it without encryption first"
        )
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            promised = pdf.Root.Pages.get("/Count")
            if not len(pdf.pages) or promised is None or int(promised) != len(pdf.pages):
                raise damaged
            if any(page.obj.get("/Contents") is None and "/Resources" in page.obj for page in pdf.pages):
                raise damaged
            target = io.BytesIO()
            pdf.save(target)
            return target.getvalue()
    except pikepdf.PasswordError:
        raise PasswordNeeded(f"{file_name} needs a password: save it without one first") from None
    except (pikepdf.PdfError, AttributeError, KeyError, RuntimeError, TypeError, ValueError) as error:
        raise damaged from error


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        self.seen[record.getMessage()[:200]] += 1


@contextmanager
def library_messages(found: Counter[str]) -> Iterator[None]:
    """Keep what the PDF libraries log away from the user's terminal; it is counted in `found`."""
    collector = _Collector()
    loggers = [logging.getLogger(name) for name in ("pdfminer", "pdfplumber", "pikepdf")]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(collector)
        logger.propagate = False
    try:
        yield
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(collector)
            logger.propagate = propagate
        found.update(collector.seen)
