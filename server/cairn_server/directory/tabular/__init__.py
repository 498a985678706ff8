"""The directory as the tables of HSDS, both ways: what export and import both stand on.

::

    document --objects--> HSDS object --flatten--> rows        (exporting)
    rows --gather--> HSDS object --bodies--> document          (importing)
"""
