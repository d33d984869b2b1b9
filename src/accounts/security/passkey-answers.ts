import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

/** What a browser's script sends in a form: the shape is checked here, what it proves by @simplewebauthn/server. */
const text = z.string().max(20_000)
const common = {
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).transform(() => ({})),
}
const registration = z.object({
  ...common,
  response: z.object({ clientDataJSON: text, attestationObject: text }),
})
const authentication = z.object({
  ...common,
  response: z
    .object({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: text.optional() })
    .transform(({ userHandle, ...rest }) => (userHandle === undefined ? rest : { ...rest, userHandle })),
})

export const parseRegistration = (answer: string): RegistrationResponseJSON | undefined =>
  registration.safeParse(jsonOf(answer)).data

export const parseAuthentication = (answer: string): AuthenticationResponseJSON | undefined =>
  authentication.safeParse(jsonOf(answer)).data

function jsonOf(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return undefined
  }
}
