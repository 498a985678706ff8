"""Translations: from the strings in the app to the words on the screen.

The English text is a message's name. It stands in the phone's source as
``t("…")``, ``tn("…", "…", n)`` or ``mark("…")``, in the same form in the server's own pages, in
what the server says of an import as ``said("…")``, and in the worksheet templates, where its
place (``template/section/question#field``) is the context, because two
questions with the same English may need different Spanish::

    pwa/src/**.ts(x)  --extract-->  pwa/locales/es.po      --compile-->  pwa/src/locales/es.json
    plain/*.py        --extract-->          "              --compile-->  plain/words/es.json
    templates/*.json  --------->  worksheets/locales/es.po --compile-->  …/worksheets/es/*.json
                                  worksheets/locales/es/*.po
    directory/**.py  --extract-->  directory/locales/es.po  --compile-->  …/said/es.json

A language's file may have a folder of the same name beside it, with more files: one for each
worksheet, so that two people can translate at once. All are read as one. The phone gets one
file for each worksheet, so that it fetches only what has changed, and ``list.json``, with
what the list of all of them says.

``python -m cairn_server.translations extract|check|compile``. Babel is needed
to build the app, never to run the server.

``string`` finds them, ``source`` says which go where, ``catalogue`` reads, checks and writes PO,
``compiled`` makes the JSON.
"""

from cairn_server.translations.catalogue import (
    po_files,
    problems_of,
    read_catalogue,
    update_catalogue,
)
from cairn_server.translations.compiled import (
    PSEUDO,
    compiled_files,
    language_names,
    page_files,
    pseudo,
    pseudo_files,
    recording_lists,
)
from cairn_server.translations.source import LANGUAGES, Source, sources
from cairn_server.translations.string import (
    MessageName,
    app_notes,
    app_strings,
    page_strings,
    worksheet_strings,
)

__all__ = [
    "LANGUAGES",
    "PSEUDO",
    "MessageName",
    "Source",
    "app_notes",
    "app_strings",
    "compiled_files",
    "language_names",
    "page_files",
    "page_strings",
    "po_files",
    "problems_of",
    "pseudo",
    "pseudo_files",
    "read_catalogue",
    "recording_lists",
    "sources",
    "update_catalogue",
    "worksheet_strings",
]
