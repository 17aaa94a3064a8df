/** What a stage chooses for itself; docs/deploy.md says how. Addresses and keys are secrets, not settings. */
interface Settings {
  /** The name people type. Without one the gateway's own address is used. */
  domain?: string
  /** Where DNS is not Route 53: nothing is recorded there, and the certificate is this one. */
  elsewhere?: { certificate: string }
  /**
   * People come in with tokens of this issuer: an https address, letter for letter as `iss` has it, and the audiences of which
   * a token names one. With `gateway` the gateway itself asks for one before it passes a write on. API keys then cannot write.
   */
  jwt?: { issuer: string; audiences: string[]; gateway?: true }
  /**
   * People sign in by their accounts at this issuer: an https address, letter for letter as `iss` has it, the id of the client there,
   * and the domains about whose addresses it is believed. The client's secret is `OidcClientSecret`.
   */
  oidc?: { issuer: string; clientId: string; domains?: string[] }
  /** In US dollars; the operator is written to when the account is to cost more in a month. Without one it is 25. */
  monthlyBudget?: number
  /** Among so many turns the sweep shares out the record, one every 15 minutes. */
  sweepSegments?: number
}

const stages: Record<string, Settings> = {
  production: {},
}

export const settings: Settings = stages[$app.stage] ?? {}

/** Every other stage may be thrown away. */
export const production = $app.stage === "production"
