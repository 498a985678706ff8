"""Take the directory out: as HSDS JSON, as its tables, as a spreadsheet, as plain text.

::

    store --entries--> HSDS objects --+-- nest ------> JSON file
    public directory -----------------+-- flatten ---> tables in a ZIP
                                      +-- sheets ----> spreadsheet
                                      +-- words -----> plain text

Suggestions, the books of changes and what names a member never leave; nor does where a
confidential place is.
"""
