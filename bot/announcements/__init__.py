"""ARTICLE -> ANNOUNCEMENT: rules over words; pure.

The way of an article, and the rooms in the order in which it passes them::

    article --text--> clean words --marks, dates--> marked spans --tape--> words and signs
            --names, rules--> drafts --summary--> drafts completed --compose--> announcements

`extract` walks this way, `layers` marks a field no further than it is asked for, and `lexicon` is
what every room asks for the words of the language. No room knows one that comes after it.
"""
