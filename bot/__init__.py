"""Dramawire: a Discord bot that tells channels what happened to the dramas they follow.

The way of the data, and the packages in the order in which it passes them::

    feed --feeds--> article --announcements--> announcement --shows, stories--> story
         --deliveries--> delivery --sender--> Discord

`pipeline` walks one poll along these arrows, `poller` decides when, `app` builds and closes
everything, `cli` is what people type. `docs/architecture.md` is the longer tour.
"""
