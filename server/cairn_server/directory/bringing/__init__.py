"""An import in the browser: a file, its columns, a dry run, and only then the directory.

::

    upload --apart--> tables --guess--> columns, which a person corrects
                             --one_list--> mapping and tables --importing--> report, documents
                                                              --undo--> as it was before
"""
