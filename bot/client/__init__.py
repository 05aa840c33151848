"""The connection to Discord: the client, its supervisor, and what happens to servers.

`supervisor` keeps a connection open, `connection` is what it opens, `guilds` notes joins, leaves
and permissions, `notices` tells a server's admins, `inspection` looks once for `dramawire check`,
`reconnects` keeps the log short, `endpoints` points it all to another server.
"""
