"""A Discord of our own on loopback: REST v10 and gateway for the real discord.py.

Every request and every answer is held against Discord's OpenAPI file (where it is present) and
against hand-written rules (always); what breaks one fails the test that uses the server::

    from tests.discord_server.discordpy import point_discord_at
    from tests.discord_server.names import ChannelType, Permission
    from tests.discord_server.server import DiscordServer

    async with DiscordServer(seed=1) as server:          # leaving raises on broken rules
        guild = server.add_guild("Drama Club", locale="ko")
        news = server.add_channel(guild, "news")         # type=ChannelType.FORUM, deny=Permission.…
        with point_discord_at(server):                   # or hand on api_url and gateway_url
            ...                                          # run the bot with server.token
            result = await server.invoke("follow show", guild=guild, options={"title": "Signal"})
            assert "Signal" in result.text and result.ephemeral
        assert [each["embeds"][0]["title"] for each in server.messages(news)] == ["Signal"]

Setting up     add_guild add_channel add_thread add_role add_member allow_bot deny (what the bot may
               not do in a channel) say delete_message remove_channel remove_bot readd_bot
               set_available set_locale; each tells the gateway. allow_command(guild, name, *who)
               is what admins set in Discord. `clock.advance(s)` lets time pass.
Looking        messages(channel) (with their nonces, which GET never shows), commands, counters
               (requests, statuses, rate_limited, refused, peak_per_second), board.repeats (sends
               that enforce_nonce answered with the first message), violations,
               take_violations() for tests that break a rule on purpose.
People         invoke, autocomplete(name, option, text), click(result or message, custom id or
               label, values=…), submit(result with a modal, {…}); without `user` it is the guild's
               owner, and `permissions=` lends others. Options come from the synced commands:
               a wrong name, a missing option, a disabled button raise ClientRefusal. Without the
               permission a command asks for, nothing is delivered: `result.refused` says so.
               InteractionResult: kind callback reply messages text ephemeral loading choices modal
               edits followups errors failed, and `await until(condition)` for what comes later.
               Limits: interactions.answer_limit_s (3), token_limit_s (900), settle_s.
Breaking REST  faults.status(429|500|…, method=, path=, times=, probability=, retry_after=,
               everywhere=, via=), faults.reset(after_effect=True: the message stands, the answer is
               lost), faults.hang(s), faults.slow(s), faults.clear(); seeded.
               limits.per_route[method, template] = Limit(5, 5.0), limits.per_second (50),
               limits.default, limits.refused_limit.
Breaking it    gateway.silent = True, .reconnect() (op 7), .invalidate(resumable=) (op 9),
               .request_heartbeats() (op 1), .close(code), .abort(), .malformed_event(),
               .send_raw(text), .refuse = [4004], .drop_handshakes = 1, .allowed_intents;
               refuse_gateway(), refuse_api(), go_down(), come_back() for refused connections.

`threaded.ThreadedDiscordServer` runs it beside a test whose bot is another process (`with`, then
add_guild, add_channel, messages, invoke, and `call(lambda server: …)` or `run(…)` for the rest);
`python -m tests.discord_server` runs it by hand (`--help`), with a page to run commands on.

Traps that it keeps, because Discord has them: history without its permission is an empty list and
no error; text is trimmed; a 503 raises at once in discord.py; without `allowed_mentions` all pings.
"""
