import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** What a mail server did with one mail, as it decides: take it, or say such a code. */
export type Answer = 'take' | 421 | 451 | 550

export interface MailServer {
  readonly url: string
  readonly port: number
  /** What was taken, as it came over the wire. */
  readonly taken: readonly TakenMail[]
  readonly close: () => Promise<void>
}

export interface TakenMail {
  readonly raw: Buffer
  readonly from: string
  readonly to: readonly string[]
  readonly parsed: ParsedMail
}

/** A real mail server on a port of this machine. */
export async function mailServer(
  answer: () => Answer | Promise<Answer> = () => 'take',
  port = 0,
): Promise<MailServer> {
  const taken: TakenMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      void (async () => {
        const parts: Buffer[] = []
        for await (const part of stream) parts.push(part as Buffer)
        const said = await answer()
        if (said !== 'take')
          return done(Object.assign(new Error(`no, somebody@example.org`), { responseCode: said }))
        const raw = Buffer.concat(parts)
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        taken.push({ raw, from, to: rcptTo.map(({ address }) => address), parsed: await simpleParser(raw) })
        done()
      })()
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const at = (server.server.address() as AddressInfo).port
  return {
    ...{ taken, port: at, url: `smtp://127.0.0.1:${at}` },
    close: () => new Promise((done) => server.close(() => done())),
  }
}
