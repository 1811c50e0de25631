#!/usr/bin/env python3
"""A mail server for the tests. It says on its standard output on which port it listens, then one line of JSON for
each letter it has taken. Mailboxes called `never…` do not exist, those called `later…` are busy the first time.
With a certificate and its key as arguments it wants STARTTLS, and the user `board` with the password `secret`."""

import asyncio
import base64
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Post:
    def __init__(self):
        self.busy = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('never'):
            return '550 5.1.1 no such mailbox'
        if address.startswith('later') and address not in self.busy:
            self.busy.add(address)
            return '451 4.7.1 try again'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        raw = envelope.content
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        files = [
            {'name': part.get_filename(), 'type': part.get_content_type(), 'bytes': base64.b64encode(part.get_content()).decode()}
            for part in letter.iter_attachments()
        ]
        print(json.dumps({
            'from': envelope.mail_from,
            'to': envelope.rcpt_tos,
            'tls': session.ssl is not None,
            'headers': {name: str(value) for name, value in letter.items()},
            'text': letter.get_body(('plain',)).get_content(),
            'files': files,
            'ascii': raw.isascii(),
        }), flush=True)
        return '250 OK'


def signed_in(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b'board' and data.password == b'secret')


async def main():
    options = {}
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        options = {'tls_context': context, 'require_starttls': True, 'auth_required': True, 'authenticator': signed_in}
    post = Post()
    make = lambda: SMTP(post, hostname='mail.test', **options)
    server = await asyncio.get_running_loop().create_server(make, '127.0.0.1', 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
