"""ANNOUNCEMENT -> STORY: which announcements are the same news; pure."""
